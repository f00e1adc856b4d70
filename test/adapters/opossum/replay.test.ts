import Opossum from 'opossum';
import { describe, expect, it, vi } from 'vitest';
import { CircuitBreaker, type Options } from '../../../src/adapters/opossum.ts';
import { eventsOf, traceOf } from '../../library/peers/trace.ts';

/** More of them: `npm run test:peers`. */
const SEEDS = Number(process.env.PEER_SEEDS ?? 40);

/** The real one, kept from the fake clock: when it comes, every promise that could settle has. */
const nextTurn = setImmediate;
const settled = (): Promise<void> => new Promise((resolve) => nextTurn(resolve));

const EVENTS = [
  'fire',
  'success',
  'failure',
  'timeout',
  'reject',
  'fallback',
  'semaphoreLocked',
  'open',
  'halfOpen',
  'close',
  'cacheHit',
  'cacheMiss',
  'coalesceCacheHit',
  'coalesceCacheMiss',
] as const;

const COUNTS = [
  'failures',
  'fallbacks',
  'successes',
  'rejects',
  'fires',
  'timeouts',
  'semaphoreRejections',
  'latencyMean',
] as const;

type Made = Pick<
  CircuitBreaker<[number], number>,
  'opened' | 'halfOpen' | 'closed' | 'fire' | 'fallback' | 'stats' | 'shutdown' | 'warmUp'
> & { on(event: string, listener: (...args: unknown[]) => unknown): unknown };

/** One of the two, with all that can be seen of it as a text a step. */
class Watched {
  readonly breaker: Made;
  private readonly ends = new Map<number, (good: boolean) => void>();
  private log: string[] = [];

  constructor(make: (action: (call: number) => Promise<number>) => Made, standsIn: boolean) {
    this.breaker = make(
      (call) =>
        new Promise((resolve, reject) => {
          this.log.push(`runs ${call}`);
          this.ends.set(call, (good) => (good ? resolve(call) : reject(new Error(`bad ${call}`))));
        }),
    );
    if (standsIn)
      this.breaker.fallback((call: number, error: Error) => `${call}: ${error.message}`);
    for (const event of EVENTS) {
      this.breaker.on(event, (...args) => this.log.push(`${event} ${args.map(shown).join(' ')}`));
    }
  }

  start(call: number): void {
    this.breaker.fire(call).then(
      (value) => this.log.push(`${call} resolves ${String(value)}`),
      (error: Error & { code?: string }) =>
        this.log.push(`${call} rejects ${error.code ?? ''} ${error.message}`),
    );
  }

  end(call: number, good: boolean): void {
    this.ends.get(call)?.(good);
  }

  /** What has happened since, and how it stands. */
  told(): string {
    const { opened, halfOpen, closed, warmUp, stats } = this.breaker;
    const counts = COUNTS.map((name) => `${name} ${stats[name]}`).join(', ');
    const percentiles = Object.values(stats.percentiles).join(' ');
    const told = [
      ...this.log.sort(),
      `${opened} ${halfOpen} ${closed} ${warmUp}`,
      counts,
      percentiles,
    ];
    this.log = [];
    return told.join('\n');
  }
}

const shown = (arg: unknown): string => (arg instanceof Error ? arg.message : String(arg));

async function firstDifference(options: Options, standsIn: boolean, seed: number) {
  vi.useFakeTimers({
    now: 0,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  });
  const trace = traceOf(seed);
  const quiet = { ...options, enableSnapshots: false };
  const ours = new Watched((action) => new CircuitBreaker(action, quiet) as Made, standsIn);
  const theirs = new Watched(
    (action) => new Opossum(action, { ...quiet } as object) as never,
    standsIn,
  );
  try {
    for (const { kind, call, atMs } of eventsOf(trace)) {
      vi.advanceTimersByTime(atMs - Date.now());
      await settled();
      for (const one of [ours, theirs]) {
        if (kind === 'start') one.start(call);
        else one.end(call, trace[call]!.good);
      }
      await settled();
      const [own, other] = [ours.told(), theirs.told()];
      if (own !== other) return `at ${atMs}, ${kind} of ${call}\nours\n${own}\nopossum\n${other}`;
    }
    return undefined;
  } finally {
    ours.breaker.shutdown();
    theirs.breaker.shutdown();
    vi.useRealTimers();
  }
}

const common = { timeout: false, resetTimeout: 60, rollingCountTimeout: 500 } as const;
/** No call of a trace outlives its window: one that does is the known difference. */
const wide = { ...common, rollingCountTimeout: 5_000 } as const;

const OPTIONS: readonly [string, Options, boolean][] = [
  ['as little as possible', { ...wide }, false],
  ['a minimum', { ...common, volumeThreshold: 5 }, false],
  ['a low percentage', { ...common, errorThresholdPercentage: 10, volumeThreshold: 3 }, false],
  ['zero per cent', { ...wide, errorThresholdPercentage: 0 }, false],
  ['a timeout', { ...common, timeout: 70, volumeThreshold: 5 }, false],
  ['a capacity', { ...common, capacity: 3, volumeThreshold: 5 }, false],
  ['a fallback', { ...common, timeout: 70, volumeThreshold: 5 }, true],
  ['a warm-up', { ...wide, allowWarmUp: true }, false],
  ['two buckets', { ...common, rollingCountBuckets: 2, volumeThreshold: 2 }, false],
  [
    'a filter',
    {
      ...common,
      volumeThreshold: 2,
      errorFilter: ((error: Error) => error.message.endsWith('3')) as never,
    },
    true,
  ],
  ['no percentiles', { ...common, rollingPercentilesEnabled: false, volumeThreshold: 5 }, false],
  ['a circuit that was open', { ...wide, state: { closed: false } }, false],
  [
    'a circuit that was open long ago',
    { ...wide, state: { closed: false, lastTimerAt: -61 } },
    false,
  ],
  ['a circuit that was half-open', { ...wide, state: { closed: false, halfOpen: true } }, false],
  [
    'counts from before',
    { resetTimeout: 60, timeout: false, status: { fires: 9, failures: 4, latencyTimes: [7] } },
    false,
  ],
  [
    'calls told apart by the last digit',
    {
      ...wide,
      coalesce: true,
      coalesceTTL: 50,
      cacheGetKey: ((call: number) => String(call % 10)) as never,
    },
    false,
  ],
];

describe.each(OPTIONS)('with %s', (_, options, standsIn) => {
  it('does what opossum does, event by event and count by count', {
    timeout: SEEDS * 5_000,
  }, async () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      expect(await firstDifference(options, standsIn, seed), `seed ${seed}`).toBeUndefined();
    }
  });
});
