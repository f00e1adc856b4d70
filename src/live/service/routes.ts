import { createLuck } from '../../model/luck.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import { ShareDraw } from '../../model/traffic/shares.ts';
import { isCounts, nameOf, STATUS } from '../answer.ts';
import type { World } from '../world.ts';
import { BadRequest, bodyOf, wholeIn } from './body.ts';
import { TOKEN_HEADER } from './client.ts';
import type { Handler, Reply, Routes } from './door.ts';
import { pathOf } from './paths.ts';
import type { RealService } from './real-service.ts';
import type { Request } from './serving.ts';

/** Orders that come without a number are numbered from here on. */
const FIRST_UNNUMBERED = 1_000_000_000;

/** How a service is asked. */
interface Asked {
  /** Where it takes requests. */
  readonly path: string;
  /** Whether its requests are orders. */
  readonly isFront: boolean;
  /** What its requests bear; empty where anybody may ask. */
  readonly token: string;
  /** The region that an order comes from, where it does not say. */
  readonly originOf: (order: number) => string | undefined;
}

/** How a service of a graph is asked, from its place there. */
export function askedOf({ graph, seed, origins = {} }: World, place: number, token: string): Asked {
  const names = Object.keys(origins);
  const draw = new ShareDraw(Object.values(origins), createLuck(seed).regions);
  const originOf = (order: number): string | undefined => names[draw.of(order)];
  return { path: pathOf(graph, place), isFront: place === 0, token, originOf };
}

/** What the service answers on HTTP. */
export function routesOf(service: RealService, { path, isFront, token, originOf }: Asked): Routes {
  let unnumbered = FIRST_UNNUMBERED;
  let unnamed = 0;
  const take: Handler = async (request, gone) => {
    if (token !== '' && request.headers[TOKEN_HEADER] !== token) {
      throw new BadRequest(403, 'this service takes the orders of its own run only');
    }
    const body = await bodyOf(request);
    const order = wholeIn(body, 'order', 0, () => unnumbered++);
    const wanted: Request = {
      request: wordIn(body, 'request') ?? `unnamed ${++unnamed}`,
      order,
      call: isFront ? 0 : wholeIn(body, 'call', 1, () => 1),
      amountCents: wholeIn(body, 'amountCents', 0, () => 0),
      from: isFront ? originOf(order) : wordIn(body, 'from'),
      calls: countsIn(body.calls),
      withoutBreaker: /[?&]breaker=off\b/.test(request.url ?? ''),
    };
    const served = await service.serve(wanted, gone);
    if (served === null) return null;
    return replyOf(served.outcome, wanted.order, wanted.calls.length > 0 ? served.calls : []);
  };
  return {
    [`POST ${path}`]: take,
    'POST /ping': async (_request, gone) => {
      const outcome = await service.ping();
      return outcome === null || gone.aborted ? null : replyOf(outcome, undefined, []);
    },
    'GET /healthz': async () => ({ status: 200, body: { status: 'ok', service: service.name } }),
    'GET /readyz': async () => {
      const isReady = service.conditions.outage === null;
      return {
        status: isReady ? 200 : 503,
        body: { status: isReady ? 'ready' : 'away', service: service.name },
      };
    },
  };
}

/** A text under `key`; left out, undefined. Throws BadRequest. */
function wordIn(body: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new BadRequest(400, `${key}: expected a text`);
}

const countsIn = (value: unknown): readonly number[] => (isCounts(value) ? value : []);

function replyOf(outcome: Outcome, order: number | undefined, calls: readonly number[]): Reply {
  const name = nameOf(outcome);
  const body = {
    outcome: name,
    ...(order !== undefined && { order }),
    ...(calls.length > 0 && { calls }),
  };
  const isBusy = outcome === OUTCOME.blocked || outcome === OUTCOME.rejected;
  return { status: STATUS[name], body, ...(isBusy && { headers: { 'retry-after': '1' } }) };
}
