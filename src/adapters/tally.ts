import type { BreakerStateName } from '../resilience/breaker/state.ts';
import type { WatchedBreaker } from '../resilience/breaker/watched-breaker.ts';

interface Timed {
  calls: number;
  seconds: number;
}

interface Transitions {
  readonly from: BreakerStateName;
  readonly to: BreakerStateName;
  times: number;
}

/** What a breaker told since it is listened to; it only ever grows, whatever is reset by hand. */
export interface Tally {
  successful: Timed;
  failed: Timed;
  ignored: Timed;
  blocked: number;
  late: number;
  wouldBlock: number;
  transitions: Map<string, Transitions>;
  reset(): void;
  /** Listens no longer. */
  stop(): void;
}

const MS_PER_SECOND = 1_000;

/**
 * The ways of every circuit are told before the first is taken: Prometheus' `increase` of a series that begins
 * with 1 is 0.
 */
const USUAL_WAYS: readonly (readonly [from: BreakerStateName, to: BreakerStateName])[] = [
  ['closed', 'open'],
  ['open', 'half-open'],
  ['half-open', 'open'],
  ['half-open', 'closed'],
];

const untaken = (): Map<string, Transitions> =>
  new Map(USUAL_WAYS.map(([from, to]) => [`${from} ${to}`, { from, to, times: 0 }]));

export function tallyOf(breaker: WatchedBreaker): Tally {
  const none = () => ({
    successful: { calls: 0, seconds: 0 },
    failed: { calls: 0, seconds: 0 },
    ignored: { calls: 0, seconds: 0 },
    blocked: 0,
    late: 0,
    wouldBlock: 0,
    transitions: untaken(),
  });
  const count = (kind: 'successful' | 'failed' | 'ignored', durationMs: number): void => {
    tally[kind].calls++;
    tally[kind].seconds += durationMs / MS_PER_SECOND;
  };
  const stops = [
    breaker.on('success', ({ durationMs }) => count('successful', durationMs)),
    breaker.on('failure', ({ durationMs }) => count('failed', durationMs)),
    breaker.on('ignored', ({ durationMs }) => count('ignored', durationMs)),
    breaker.on('blocked', () => tally.blocked++),
    breaker.on('late', () => tally.late++),
    breaker.on('wouldBlock', () => tally.wouldBlock++),
    breaker.on('stateChange', ({ from, to }) => {
      const way = `${from} ${to}`;
      const known = tally.transitions.get(way) ?? { from, to, times: 0 };
      known.times++;
      tally.transitions.set(way, known);
    }),
  ];
  const tally: Tally = {
    ...none(),
    reset() {
      Object.assign(tally, none());
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
  return tally;
}
