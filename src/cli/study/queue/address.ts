import { UsageError } from '../../usage-error.ts';

/** A Redis that people named. */
export interface QueueAddress {
  readonly url: string;
  /** To be told: without a password. */
  readonly shown: string;
}

/** `redis://host:6379/0`, or `rediss://` for TLS. Throws UsageError; `where` is the option, or the argument. */
export function parseAddress(where: string, text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    throw mistake(where, text, 'the address of a Redis, such as redis://localhost:6379');
  }
  if (!/^\/?\d*$/.test(url.pathname)) {
    throw mistake(where, text, 'the number of a database behind the host, such as redis://host/2');
  }
  const shown = new URL(text);
  if (shown.password !== '') shown.password = '***';
  return { url: text, shown: shown.href };
}

function mistake(where: string, text: string, expected: string): UsageError {
  const found = JSON.stringify(text.replace(/:[^:@/]*@/, ':***@'));
  return new UsageError(`${where}: found ${found}, expected ${expected}`);
}
