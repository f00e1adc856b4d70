import { Agent, request } from 'node:http';
import { type Answer, answerOf } from '../answer.ts';
import type { Address } from '../messages.ts';

/** An answer is a few words; whoever sends more is none of ours. */
const MOST_BYTES = 65_536;

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** Tells the requests of a run from those of strangers. */
export const TOKEN_HEADER = 'x-blackfriday-run';

/** Where to ask, and as whom. */
export interface Way {
  readonly address: Address;
  readonly path: string;
  /** The token of the run; empty where there is none. */
  readonly token: string;
}

/** Posts `body` as JSON; what the answer says, or an error of the connection. Ends with the signal. */
export function post(
  { address: { host, port }, path, token }: Way,
  body: object,
  signal?: AbortSignal,
): Promise<Answer> {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(token !== '' && { [TOKEN_HEADER]: token }),
  };
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const sent = request({ host, port, path, method: 'POST', agent, headers }, (answer) => {
      const pieces: Buffer[] = [];
      let bytes = 0;
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes > MOST_BYTES) answer.destroy(new Error('an answer without end'));
        else pieces.push(piece);
      });
      answer.on('error', fail);
      answer.on('end', () => {
        signal?.removeEventListener('abort', giveUp);
        resolve(answerOf(parsed(Buffer.concat(pieces).toString())));
      });
    });
    const fail = (error: Error): void => {
      signal?.removeEventListener('abort', giveUp);
      reject(error);
    };
    // A listener of our own costs a third of what Node's `signal` option does.
    const giveUp = (): void => {
      reject(signal!.reason as Error);
      sent.destroy();
    };
    signal?.addEventListener('abort', giveUp, { once: true });
    sent.on('error', fail);
    sent.end(text);
  });
}

/** Ends the connections that wait for another call. */
export function hangUp(): void {
  agent.destroy();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
