import { describe, expect, it } from 'vitest';
import type { Library, Watched } from './player.ts';
import { firstDifference, type Interference, isBadResult } from './replay.ts';

/** More of them: `npm run test:peers`. */
const SEEDS = Number(process.env.PEER_SEEDS ?? 20);

type Breaker = ReturnType<Library['circuitBreaker']>;
type Options = Parameters<Library['circuitBreaker']>[1];

function watched(breaker: Breaker): Watched {
  const { onBreak, onReset, onHalfOpen, onStateChange, onSuccess, onFailure } = breaker;
  const events = { onBreak, onReset, onHalfOpen, onStateChange, onSuccess, onFailure };
  return { policy: breaker, breaker, events };
}

/** A breaker that opens after three in a row. */
function breaker(options: (library: Library) => Partial<Options>) {
  return (library: Library): Watched =>
    watched(
      library.circuitBreaker(library.handleAll, {
        halfOpenAfter: 60,
        breaker: new library.ConsecutiveBreaker(3),
        ...options(library),
      }),
    );
}

/** A breaker of a user's own: too many failures since the last ten successes. */
class OwnBreaker {
  state = 0;

  success(): void {
    this.state = Math.max(0, this.state - 0.3);
  }

  failure(state: number): boolean {
    this.state++;
    return state !== 0 || this.state > 3;
  }
}

const own = (library: Library): Watched =>
  watched(
    library.circuitBreaker(
      library.handleType(Error, (error) => !(error instanceof TypeError)).orWhenResult(isBadResult),
      { halfOpenAfter: new library.IterableBackoff([30, 60, 90]), breaker: new OwnBreaker() },
    ),
  );

const HOUR_MS = 3_600_000;

const BREAKERS: readonly [string, (library: Library) => Watched, Interference?][] = [
  ['three in a row', breaker(() => ({}))],
  ['three in a row, callers that go away', breaker(() => ({})), { aborts: 0.3 }],
  [
    'a share of the last calls',
    breaker(({ CountBreaker }) => ({
      breaker: new CountBreaker({ threshold: 0.5, size: 10, minimumNumberOfCalls: 4 }),
    })),
  ],
  [
    'a share of as many calls as are remembered',
    breaker(({ CountBreaker }) => ({ breaker: new CountBreaker({ threshold: 0.3, size: 7 }) })),
  ],
  [
    'a share of an hour',
    breaker(({ SamplingBreaker }) => ({
      breaker: new SamplingBreaker({ threshold: 0.4, duration: HOUR_MS, minimumRps: 0.002 }),
    })),
  ],
  [
    'open times that double',
    breaker(({ ExponentialBackoff, noJitterGenerator }) => ({
      halfOpenAfter: new ExponentialBackoff({ generator: noJitterGenerator, initialDelay: 40 }),
    })),
  ],
  [
    'open times with jitter',
    breaker(({ ExponentialBackoff }) => ({
      halfOpenAfter: new ExponentialBackoff({ initialDelay: 50, maxDelay: 400 }),
    })),
  ],
  [
    'open times by a function',
    breaker(({ DelegateBackoff }) => ({
      halfOpenAfter: new DelegateBackoff(({ attempt, result }, state: number | undefined) => {
        const longer = 'error' in result && result.error.message.endsWith('7');
        return { delay: 20 * attempt + (state ?? 0), state: longer ? 30 : 0 };
      }),
    })),
  ],
  ['a breaker, errors and results of its own', own, { typeErrors: 0.3 }],
  ['a circuit that somebody isolates now and then', own, { isolations: 0.1, aborts: 0.1 }],
];

const OTHERS: readonly [string, (library: Library) => Watched, Interference?][] = [
  [
    'retries with waits from a list',
    ({ retry, handleAll, IterableBackoff }) => {
      const policy = retry(handleAll, { maxAttempts: 3, backoff: new IterableBackoff([8, 20]) });
      const { onRetry, onGiveUp, onSuccess, onFailure } = policy;
      return { policy, events: { onRetry, onGiveUp, onSuccess, onFailure } };
    },
    { aborts: 0.2 },
  ],
  [
    'retries of some errors, with jitter',
    ({ retry, handleType, ExponentialBackoff, halfJitterGenerator }) => {
      const policy = retry(handleType(TypeError), {
        maxAttempts: 2,
        backoff: new ExponentialBackoff({ generator: halfJitterGenerator }),
      }).dangerouslyUnref();
      const { onRetry, onGiveUp, onSuccess, onFailure } = policy;
      return { policy, events: { onRetry, onGiveUp, onSuccess, onFailure } };
    },
    { typeErrors: 0.5 },
  ],
  ...(['Cooperative', 'Aggressive'] as const).map(
    (strategy): [string, (library: Library) => Watched, Interference] => [
      `a timeout, ${strategy}`,
      ({ timeout, TimeoutStrategy }) => {
        const policy = timeout(60, TimeoutStrategy[strategy]);
        const { onTimeout, onSuccess, onFailure } = policy;
        return { policy, events: { onTimeout, onSuccess, onFailure } };
      },
      { aborts: 0.2 },
    ],
  ),
  [
    'a bulkhead',
    ({ bulkhead }) => {
      const policy = bulkhead(2, 3);
      const { onReject, onSuccess, onFailure } = policy;
      return {
        policy,
        events: { onReject, onSuccess, onFailure },
        fields: () => [policy.executionSlots, policy.queueSlots],
      };
    },
  ],
  [
    'a fallback',
    ({ fallback, handleType }) => {
      const policy = fallback(handleType(TypeError), () => Promise.resolve('instead'));
      const { onSuccess, onFailure } = policy;
      return { policy, events: { onSuccess, onFailure } };
    },
    { typeErrors: 0.5 },
  ],
  [
    'all of them, one around the other',
    (library) => {
      const { handleAll, TimeoutStrategy } = library;
      const circuit = library.circuitBreaker(handleAll, {
        // Nothing outlives a timeout, so no call from before is there when a probe is out.
        halfOpenAfter: 64,
        breaker: new library.ConsecutiveBreaker(4),
      });
      const retry = library.retry(
        library.handleWhen((error) => !error.message.endsWith('3')),
        {
          maxAttempts: 2,
          backoff: new library.ConstantBackoff(10),
        },
      );
      const policy = library.wrap(
        library.fallback(library.handleType(library.BrokenCircuitError), 'closed shop'),
        retry,
        circuit,
        library.bulkhead(6, 2),
        library.timeout(50, TimeoutStrategy.Aggressive),
      );
      const { onRetry, onGiveUp } = retry;
      const { onSuccess, onFailure } = policy;
      return { ...watched(circuit), policy, events: { onRetry, onGiveUp, onSuccess, onFailure } };
    },
  ],
];

describe.each([...BREAKERS, ...OTHERS])('with %s', (_, make, interference) => {
  it('does what cockatiel does, event by event', { timeout: SEEDS * 5_000 }, async () => {
    for (let seed = 0; seed < SEEDS; seed++) {
      expect(await firstDifference(make, seed, interference), `seed ${seed}`).toBeUndefined();
    }
  });
});
