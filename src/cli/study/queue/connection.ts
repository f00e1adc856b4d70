import type { Redis } from 'ioredis';
import { tell } from '../../tell.ts';
import { UsageError } from '../../usage-error.ts';
import type { QueueAddress } from './address.ts';
import { loadPackages, type QueuePackages } from './packages.ts';

/** A Redis that answers. */
export interface Connection {
  readonly address: QueueAddress;
  readonly redis: Redis;
  readonly packages: QueuePackages;
}

/** Who does not answer by then is not there. */
const PATIENCE_MS = 4_000;
/** One that was there is asked for again at least so often. */
const SLOWEST_RETRY_MS = 1_000;

/**
 * Connects, and from then on whenever the Redis went away: commands wait for it to come back. Throws UsageError
 * where it does not answer at all.
 */
export async function connect(address: QueueAddress): Promise<Connection> {
  const packages = await loadPackages();
  let answered = false;
  let fault: Error | undefined;
  const redis = new packages.ioredis.Redis(address.url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (answered ? Math.min(100 * times, SLOWEST_RETRY_MS) : null),
  });
  redis.on('error', (error: Error) => {
    fault ??= error;
  });
  try {
    await within(PATIENCE_MS, redis.connect());
    await within(PATIENCE_MS, redis.ping());
  } catch (error) {
    redis.disconnect();
    throw new UsageError(`no Redis can be used at ${address.shown}: ${words(fault ?? error)}`);
  }
  answered = true;
  tellOfAbsence(redis, address);
  return { address, redis, packages };
}

function tellOfAbsence(redis: Redis, { shown }: QueueAddress): void {
  let isAway = false;
  redis.on('reconnecting', () => {
    if (!isAway) tell(`${shown} went away; it is waited for.`);
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) tell(`${shown} is back.`);
    isAway = false;
  });
}

/** Fails where it takes longer. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function words(error: unknown): string {
  if (error instanceof AggregateError) return words(error.errors[0]);
  const message = error instanceof Error ? error.message : String(error);
  return message === 'connect ETIMEDOUT' ? `no answer within ${PATIENCE_MS / 1000} s` : message;
}
