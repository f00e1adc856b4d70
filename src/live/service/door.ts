import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Address } from '../messages.ts';
import { BadRequest } from './body.ts';

/** Time for a client to say what it wants: one that trickles its headers or body is sent away. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 15_000;
const LOOK_EVERY_MS = 1_000;

/** Why a server cannot listen, in words. */
const FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use',
  EACCES: 'may not be listened at: permission denied',
  EADDRNOTAVAIL: 'is not of this machine',
  ENOTFOUND: 'is not known',
};

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

  /** `host` is where it listens; other names of its own are those of this very machine. */
  constructor(routes: Routes, host: string) {
    this.routes = routes;
    this.hosts = new Set([
      'localhost',
      '127.0.0.1',
      '[::1]',
      host.includes(':') ? `[${host}]` : host,
    ]);
    this.server = createServer(
      {
        headersTimeout: HEADERS_MS,
        requestTimeout: REQUEST_MS,
        connectionsCheckingInterval: LOOK_EVERY_MS,
      },
      (request, response) => void this.answer(request, response),
    );
    // A caller that keeps its connections shall not find them closed under its hands.
    this.server.keepAliveTimeout = 0;
  }

  /** Listens; where it then is. Rejects with an error in words where it cannot. */
  open({ host, port }: Address): Promise<Address> {
    return new Promise((resolve, reject) => {
      const onError = (error: NodeJS.ErrnoException): void => {
        const why = FAULTS[error.code ?? ''] ?? `cannot be listened at: ${error.message}`;
        reject(new Error(`port ${port} of ${host} ${why}`));
      };
      this.server.once('error', onError);
      this.server.listen({ host, port, backlog: 4_096 }, () => {
        this.server.off('error', onError);
        resolve({ host, port: (this.server.address() as AddressInfo).port });
      });
    });
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
      // Nobody reads on in what was refused half-way.
      ...(request.complete ? {} : { connection: 'close' }),
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
    if (!this.hosts.has(host)) {
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
