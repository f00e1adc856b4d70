import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on loopback that does not outlive the test. */
export async function serving(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  /** It never answers. */
  readonly hangs?: boolean;
}

/** A service that answers so in turn, the last one over and over, and keeps what it was asked. */
export async function service(...answers: readonly Answer[]) {
  const asked: IncomingMessage[] = [];
  const url = await serving((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)]!;
    asked.push(request);
    if (answer.hangs === true) return;
    response.writeHead(answer.status, answer.headers ?? {});
    response.end(`answer ${asked.length}`);
  });
  return { url, asked };
}
