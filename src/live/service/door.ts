import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, isIP } from 'node:net';
import { hostname } from 'node:os';
import type { Address } from '../messages.ts';
import { BadRequest } from './body.ts';

/** How long a client may take to say what it wants: one that trickles its headers or its body is sent away. */
interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 15_000 };
const LOOK_EVERY_MS = 1_000;

/** Where everybody may come from. */
const WILDCARDS: readonly string[] = ['0.0.0.0', '::'];

/** Why a server cannot listen, in words. */
const FAULTS: Readonly<Record<string, (address: Address) => string>> = {
  EADDRINUSE: ({ host, port }) => `port ${port} of ${host} is in use`,
  EACCES: ({ host, port }) => `port ${port} of ${host} may not be listened at: permission denied`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine`,
  ENOTFOUND: ({ host }) => `the host ${host} is not known`,
  EAI_AGAIN: ({ host }) => `the host ${host} is not known`,
  ERR_SOCKET_BAD_PORT: ({ port }) => `port ${port} is beyond 65535, which is the last`,
};

function faultOf({ code = '', message }: NodeJS.ErrnoException, address: Address): string {
  const { host, port } = address;
  return FAULTS[code]?.(address) ?? `port ${port} of ${host} cannot be listened at: ${message}`;
}

/** What is answered: a status and a body, JSON unless it is a text. */
export interface Reply {
  readonly status: number;
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request; null: never, and its client has gone. `gone` aborts once the client goes. */
export type Handler = (request: IncomingMessage, gone: AbortSignal) => Promise<Reply | null>;

/** By method and path: `POST /orders`. */
export type Routes = Readonly<Record<string, Handler>>;

/** A server on HTTP that answers whatever comes, and lets go of whoever only keeps it busy. */
export class Door {
  private readonly server: Server;
  private readonly routes: Routes;
  private readonly hosts: ReadonlySet<string>;

  /** `host` is where it listens, and one of its names. */
  constructor(routes: Routes, host: string, { headersMs, requestMs } = PATIENCE) {
    this.routes = routes;
    this.hosts = new Set([
      'localhost',
      host.toLowerCase(),
      ...(WILDCARDS.includes(host) ? [hostname().toLowerCase()] : []),
    ]);
    this.server = createServer(
      {
        headersTimeout: headersMs,
        requestTimeout: requestMs,
        connectionsCheckingInterval: Math.min(LOOK_EVERY_MS, headersMs),
      },
      (request, response) => void this.answer(request, response),
    );
    // A caller that keeps its connections shall not find them closed under its hands.
    this.server.keepAliveTimeout = 0;
  }

  /** Listens; where it then is. Rejects with an error in words where it cannot. */
  async open(address: Address): Promise<Address> {
    const { host, port } = address;
    try {
      this.server.listen({ host, port, backlog: 4_096 });
      await once(this.server, 'listening');
    } catch (error) {
      throw new Error(faultOf(error as NodeJS.ErrnoException, address), { cause: error });
    }
    return { host, port: (this.server.address() as AddressInfo).port };
  }

  /** Hears no more, and lets go of whoever is still there. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableEnded) gone.abort();
    });
    const reply = await this.replyTo(request, gone.signal);
    if (reply === null || response.destroyed) return;
    const isText = typeof reply.body === 'string';
    const text = isText ? (reply.body as string) : `${JSON.stringify(reply.body)}\n`;
    response.writeHead(reply.status, {
      'content-type': isText ? 'text/plain; charset=utf-8' : 'application/json',
      'content-length': Buffer.byteLength(text),
      ...reply.headers,
    });
    response.end(text);
  }

  private async replyTo(request: IncomingMessage, gone: AbortSignal): Promise<Reply | null> {
    try {
      return await this.handlerOf(request)(request, gone);
    } catch (error) {
      if (error instanceof BadRequest)
        return { status: error.status, body: { error: error.message } };
      // The client broke off in the midst of its request.
      if (gone.aborted || request.destroyed) return null;
      throw error;
    }
  }

  private handlerOf(request: IncomingMessage): Handler {
    const { method = 'GET', url = '/', headers } = request;
    const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
    // A name may be made to point here by whoever owns it; an address cannot.
    if (!this.hosts.has(host) && isIP(host.replace(/^\[|\]$/g, '')) === 0) {
      throw new BadRequest(
        421,
        `this is not ${host === '' ? 'a host without a name' : `"${host}"`}`,
      );
    }
    const path = url.replace(/\?.*$/s, '');
    const handler = this.routes[`${method} ${path}`];
    if (handler !== undefined) return handler;
    const able = Object.keys(this.routes).filter((route) => route.endsWith(` ${path}`));
    const known = Object.keys(this.routes).join(', ');
    if (able.length > 0) throw new BadRequest(405, `${path} takes ${able.join(', ')}`);
    throw new BadRequest(404, `nothing is at ${path.slice(0, 100)}; there are ${known}`);
  }
}
