import type { WatchedBreaker } from '../../resilience/breaker/watched-breaker.ts';
import { isShut, type Refusal, type RefusalTerms, refusalIn, refusing } from './refusal.ts';

export type { RefusalTerms } from './refusal.ts';

/** Node's own answer, as Express and whatever is like it hand it to middleware. */
interface NodeResponse {
  readonly headersSent: boolean;
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

type Next = (error?: unknown) => void;

/**
 * Express: answers 503 with `Retry-After` while the circuit is open, before the handlers after it are asked.
 *
 *     app.use('/pay', expressCircuit(breaker));
 */
export function expressCircuit(breaker: WatchedBreaker, terms?: RefusalTerms) {
  const refuse = refusing(terms);
  return (_request: unknown, response: NodeResponse, next: Next): void => {
    if (isShut(breaker)) answer(response, refuse(breaker.retryAfterMs));
    else next();
  };
}

/**
 * Express: answers 503 with `Retry-After` where a handler failed because a guard turned its call away. Goes
 * after the handlers; any other error is for the next.
 *
 *     app.use(expressRefusals());
 */
export function expressRefusals(terms?: RefusalTerms) {
  const refuse = refusing(terms);
  // Express knows middleware for errors by its four parameters.
  return (error: unknown, _request: unknown, response: NodeResponse, next: Next): void => {
    const refusal = refusalIn(error);
    if (refusal === undefined || response.headersSent) next(error);
    else answer(response, refuse(refusal.retryAfterMs));
  };
}

function answer(response: NodeResponse, { status, headers, body }: Refusal): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}

interface FastifyReply {
  code(status: number): unknown;
  headers(headers: Readonly<Record<string, string>>): unknown;
  send(body: unknown): unknown;
}

/**
 * Fastify, as a hook: answers 503 with `Retry-After` while the circuit is open.
 *
 *     app.addHook('onRequest', fastifyCircuit(breaker));
 */
export function fastifyCircuit(breaker: WatchedBreaker, terms?: RefusalTerms) {
  const refuse = refusing(terms);
  return async (_request: unknown, reply: FastifyReply): Promise<unknown> =>
    isShut(breaker) ? sent(reply, refuse(breaker.retryAfterMs)) : undefined;
}

/**
 * Fastify, as its error handler: answers 503 with `Retry-After` where a guard turned a call away, and leaves any
 * other error to Fastify.
 *
 *     app.setErrorHandler(fastifyRefusals());
 */
export function fastifyRefusals(terms?: RefusalTerms) {
  const refuse = refusing(terms);
  return (error: unknown, _request: unknown, reply: FastifyReply): unknown => {
    const refusal = refusalIn(error);
    return refusal === undefined ? reply.send(error) : sent(reply, refuse(refusal.retryAfterMs));
  };
}

function sent(reply: FastifyReply, { status, headers, body }: Refusal): unknown {
  reply.code(status);
  reply.headers(headers);
  return reply.send(body);
}

interface HonoContext {
  error: Error | undefined;
  res: Response;
}

/**
 * Hono: answers 503 with `Retry-After` while the circuit is open, and where a handler after it failed because a
 * guard turned its call away.
 *
 *     app.use('/pay', honoCircuit(breaker));
 */
export function honoCircuit(breaker: WatchedBreaker, terms?: RefusalTerms) {
  const refuse = refusing(terms);
  return async (context: HonoContext, next: () => Promise<void>): Promise<Response | undefined> => {
    if (isShut(breaker)) return response(refuse(breaker.retryAfterMs));
    await next();
    const refusal = refusalIn(context.error);
    if (refusal !== undefined) context.res = response(refuse(refusal.retryAfterMs));
    return undefined;
  };
}

function response({ status, headers, body }: Refusal): Response {
  return new Response(body, { status, headers });
}
