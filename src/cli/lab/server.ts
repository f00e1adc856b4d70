import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../usage-error.ts';

/** What the lab's server answers with. */
export interface Reply {
  readonly status: number;
  readonly type: 'text/html' | 'text/plain' | 'application/json';
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** A stranger's page must neither read this one nor stand around it. */
const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** No request of ours comes near. */
const MOST_URL = 2_000;

/** The names by which a server on loopback is called. */
export const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** What to answer; null where the answer goes on by itself. */
export type Answering = (
  request: IncomingMessage,
  response: ServerResponse,
) => Reply | null | Promise<Reply | null>;

/** Answers requests that come to one of its `names`, from its own pages: others name other hosts or origins. */
export function answering(
  names: readonly string[],
  port: () => number,
  answer: Answering,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const hosts = names.map((name) => `${name}:${port()}`);
    const refused = refusal(request, hosts);
    void Promise.resolve(refused ?? answer(request, response))
      .then((reply) => {
        if (reply !== null) send(response, request, reply);
      })
      // Whoever hangs up in the midst of a request gets no answer.
      .catch(() => response.destroy());
  };
}

function refusal(request: IncomingMessage, hosts: readonly string[]): Reply | undefined {
  const { host = '', origin } = request.headers;
  if (!hosts.includes(host.toLowerCase())) return text(421, 'this server is called otherwise');
  if (origin !== undefined && !hosts.some((own) => origin === `http://${own}`)) {
    return text(403, 'this request comes from another page');
  }
  if ((request.url ?? '').length > MOST_URL) return text(414, 'this address is too long');
  return undefined;
}

export function text(status: number, body: string): Reply {
  return { status, type: 'text/plain', body: `${body}\n` };
}

/** The one page that there is; nothing of the disk is served, whatever is asked for. */
export function pageAt(page: string): (request: IncomingMessage) => Reply {
  return ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') {
      return {
        ...text(405, 'there is only something to read here'),
        headers: { allow: 'GET, HEAD' },
      };
    }
    return url === '/'
      ? { status: 200, type: 'text/html', body: page }
      : text(404, 'there is no such page');
  };
}

function send(response: ServerResponse, { method }: IncomingMessage, reply: Reply): void {
  const { status, type, body, headers } = reply;
  const length = Buffer.byteLength(body);
  response.writeHead(status, {
    ...HEADERS,
    'content-type': `${type}; charset=utf-8`,
    'content-length': length,
    // What was sent along with a request and not read is not waited for.
    ...(status >= 400 && { connection: 'close' }),
    ...headers,
  });
  response.end(method === 'HEAD' ? undefined : body);
}

/** Starts to listen. Throws UsageError where that address cannot be had. */
export async function listen(
  address: { readonly host: string; readonly port: number },
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listening> {
  const server = createServer({ maxHeaderSize: 8_192, requestTimeout: 10_000 }, handle);
  server.on('clientError', (_, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `cannot listen on ${address.host}:${address.port}: ${error.code ?? error.message}`,
    );
  });
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
