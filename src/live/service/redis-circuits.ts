import type { Agenda } from '../../kernel/agenda.ts';
import { Outages } from '../../model/link/sharing/outages.ts';
import type { ServiceNode } from '../../model/topology/graph.ts';
import { redisStore } from '../../resilience/breaker/sharing/redis-store.ts';
import { SharedCircuitBreaker } from '../../resilience/breaker/sharing/shared-circuit-breaker.ts';
import { sharedState } from '../../resilience/breaker/sharing/shared-state.ts';
import type { SharedStore } from '../../resilience/breaker/sharing/shared-store.ts';
import { ownCircuit } from './circuits.ts';
import type { NearSide } from './near-side.ts';

/** Who does not answer by then is not there. */
const PATIENCE_MS = 4_000;
const RETRY_MS = 100;

interface RedisParts {
  readonly url: string;
  /** Keeps the records of one run from those of another. */
  readonly run: string;
  readonly agenda: Agenda;
  /** Its script takes the store away. */
  readonly node: ServiceNode;
}

/** Circuits of a process, some of which it shares with others by a Redis. */
export interface RedisCircuits {
  readonly circuitOf: NearSide['circuitOf'];
  /** Leaves no record behind. */
  end(): Promise<void>;
}

/** Rejects where there is no Redis, or no client for one. */
export async function redisCircuits({
  url,
  run,
  agenda,
  node,
}: RedisParts): Promise<RedisCircuits> {
  const { Redis } = await import('ioredis');
  let answered = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
    // A store that is away shall say so at once: nobody waits for it.
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: () => (answered ? RETRY_MS : null),
  });
  redis.on('error', () => {});
  await redis.connect();
  answered = true;
  const keys = new Set<string>();
  const store = struckByScript(redisStore(redis), agenda, node);
  return {
    circuitOf: (settings, parts) => {
      const { scope: _, before: _b, sharing, ...own } = settings;
      if (sharing?.kind !== 'store') return ownCircuit(settings, parts);
      const key = `blackfriday:live:${run}:${parts.name}`;
      keys.add(key);
      const { refresh, whenDown } = sharing;
      // Each process by chance of its own: by that they know one another.
      return new SharedCircuitBreaker(own, {
        shared: sharedState({ store, key, refresh, whenDown }),
      });
    },
    async end() {
      if (keys.size > 0) await redis.del(...keys).catch(() => {});
      redis.disconnect();
    },
  };
}

/** The store, but for the time that the script of the service has it down. */
function struckByScript(store: SharedStore, agenda: Agenda, node: ServiceNode): SharedStore {
  const { script } = node.settings;
  if (!Outages.areIn(script)) return store;
  let isDown = false;
  new Outages(agenda, script).strike({
    setAway: (away) => {
      isDown = away === true;
    },
  });
  const unlessDown = <Result>(act: () => Promise<Result>): Promise<Result> =>
    isDown ? Promise.reject(new Error('the store is down, as the script has it')) : act();
  return {
    read: (key) => unlessDown(() => store.read(key)),
    swap: (...args) => unlessDown(() => store.swap(...args)),
  };
}
