import type { Change, Surroundings } from './disturbance.ts';
import type { Target } from './place.ts';

/**
 * A change with so much of its strength left: 1 as it is, 0 nothing. Null where that is no change at all,
 * or where it cannot be had by halves.
 */
export function weakened(change: Change, left: number, around: Surroundings): Change | null {
  switch (change.what) {
    case 'failureRate': {
      const to = rounded(towards(around.failureRate, change.to, left), 100);
      return to > around.failureRate && to < change.to ? { ...change, to } : null;
    }
    case 'latency': {
      const factor = rounded(towards(1, change.factor, left), 10);
      return factor > 1 && factor < change.factor ? { ...change, factor } : null;
    }
    case 'network': {
      const delaysMs = change.delaysMs.map((ms) =>
        rounded(towards(around.networkMs, ms, left), ms < 1000 ? 1000 : 1),
      );
      return { ...change, delaysMs };
    }
    case 'outage':
      return change.how === 'hang' ? { ...change, how: 'refuse' } : null;
    case 'delay': {
      const toMs = rounded(towards(around.wayMs, change.toMs, left), 1);
      return toMs > around.wayMs && toMs < change.toMs ? { ...change, toMs } : null;
    }
    case 'store':
      return null;
    case 'nodesDown': {
      const nodes = Math.ceil(change.nodes * left);
      return nodes > 0 && nodes < change.nodes ? { ...change, nodes } : null;
    }
  }
}

/** What is left of a target where so much of its instances are; null where that is not less, or none. */
export function narrowed(
  on: Target | undefined,
  left: number,
  { instances }: Surroundings,
): Target | null {
  if (on === undefined || 'from' in on || instances === 1) return null;
  const { service, instances: share = 1, ...part } = on;
  if (Object.keys(part).length > 0) return null;
  const fewer = Math.ceil(share * left * instances - 1e-9);
  const now = Math.max(1, Math.round(share * instances));
  return fewer > 0 && fewer < now ? { service, instances: rounded(fewer / instances, 1000) } : null;
}

/** The same of a surge. */
export function calmed(factor: number, left: number): number | null {
  const calm = rounded(towards(1, factor, left), 10);
  return calm > 1 && calm < factor ? calm : null;
}

function towards(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts;
}
