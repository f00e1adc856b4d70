import type { Change, Surroundings } from './disturbance.ts';

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
  }
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
