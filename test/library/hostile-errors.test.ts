import { describe, expect, it } from 'vitest';
import {
  bulkhead,
  CircuitBreaker,
  concurrencyLimit,
  fallback,
  type Guard,
  pipeline,
  rateLimit,
  retry,
  throttle,
  timeout,
  virtualClock,
} from '../../src/index.ts';
import { down, fails } from './set-up.ts';

const bite = (): never => {
  throw new Error('bitten');
};

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const FIELDS = ['name', 'code', 'cause', 'message', 'retryAfterMs', 'toString', 'constructor'];

/** Errors that bite whoever looks at them. */
const biting: readonly (() => unknown)[] = [
  revoked,
  () => new Proxy({}, { get: bite, has: bite, getPrototypeOf: bite }),
  () => ({ name: 'TypeError', cause: revoked() }),
  ...FIELDS.map((field) => () => Object.defineProperty(new Error('down'), field, { get: bite })),
];

/** How a task can end with an error. */
const ways: Readonly<Record<string, (what: unknown) => unknown>> = {
  thrown: (what) => {
    throw what;
  },
  rejected: (what) => Promise.reject(what as Error),
  'rejected by a thenable': (what) => thenable((_, reject) => reject(what)),
  'thrown by a `then`': (what) =>
    thenable(() => {
      throw what;
    }),
  'thrown by looking for a `then`': (what) =>
    // oxlint-disable-next-line unicorn/no-thenable -- nor is it one
    Object.defineProperty({}, 'then', {
      get: () => {
        throw what;
      },
    }),
  'rejected by a promise that has a `then` of its own': (what) =>
    // oxlint-disable-next-line unicorn/no-thenable -- it has one already
    Object.defineProperty(Promise.reject(what as Error), 'then', { value: bite }),
};

type Then = (resolve: (value: unknown) => void, reject: (error: unknown) => void) => void;

/** Awaited like a promise, and a function besides. */
function thenable(value: Then): unknown {
  // oxlint-disable-next-line unicorn/no-thenable -- a `then` is all that makes it a promise
  return Object.defineProperty(() => {}, 'then', { value });
}

/** What comes of it, in a box: a promise would look at it too. */
async function outcomeOf(act: () => unknown): Promise<{ readonly is: unknown }> {
  try {
    return { is: await act() };
  } catch (error) {
    return { is: error };
  }
}

const clock = virtualClock();
const guards: Readonly<Record<string, () => Guard>> = {
  breaker: () =>
    new CircuitBreaker({ trip: { kind: 'consecutive-failures', failures: 99 } }, { clock }),
  bulkhead: () => bulkhead({ calls: 1 }, { clock }),
  concurrencyLimit: () => concurrencyLimit({ kind: 'aimd', initial: 1, max: 1 }, { clock }),
  fallback: () => fallback({ kind: 'backup', on: ['blocked'] }, { clock, backup: bite }),
  rateLimit: () => rateLimit({ rate: '1000/s', burst: 1_000 }, { clock }),
  retry: () => retry({ calls: 1 }, { clock, retryIf: bite }),
  'retry of its second opinion': () => retry({}, { clock, retryIf: bite }),
  throttle: () => throttle({}, { clock, random: { next: () => 0.99 } }),
  timeout: () => timeout('1s', { clock }),
  pipeline: () => pipeline([{ breaker: {} }, { bulkhead: { calls: 1 } }], { clock }),
  'pipeline with an opinion': () =>
    pipeline([{ breaker: {} }, { bulkhead: { calls: 1 } }], {
      clock,
      isFailure: (_, threw) => threw && bite(),
    }),
};
const cases = Object.entries(guards).flatMap(([guard, make]) =>
  Object.entries(ways).map(([way, end]) => [guard, way, make, end] as const),
);

describe('an error that bites', () => {
  it.each(cases)(
    'through a %s, %s: is the caller’s, and the permit comes back',
    async (_, __, make, end) => {
      for (const bitingError of biting) {
        const guard = make();
        for (let i = 0; i < 2; i++) {
          const error = bitingError();
          const outcome = await outcomeOf(() => guard.execute(() => end(error)));
          expect(outcome.is === error).toBe(true);
        }
        expect(await outcomeOf(() => guard.execute(() => 'paid'))).toEqual({ is: 'paid' });
      }
    },
  );

  it.each(Object.entries(ways))(
    '%s by a probe reopens a circuit that has no leases',
    async (_, end) => {
      for (const bitingError of biting) {
        const time = virtualClock();
        const breaker = new CircuitBreaker({}, { clock: time });
        breaker.open();
        for (let probe = 0; probe < 3; probe++) {
          time.advance('10s');
          const error = bitingError();
          const outcome = await outcomeOf(() => breaker.execute(() => end(error)));
          expect([outcome.is === error, breaker.state]).toEqual([true, 'open']);
        }
        time.advance('10s');
        expect([breaker.execute(() => 'paid'), breaker.state]).toEqual(['paid', 'closed']);
      }
    },
  );
});

it('a function that can be awaited and rejects is a failure', async () => {
  const breaker = new CircuitBreaker();
  const end = ways['rejected by a thenable']!;
  expect(await outcomeOf(() => breaker.execute(() => end(down)))).toEqual({ is: down });
  expect(breaker.metrics()).toMatchObject({ calls: 1, failed: 1 });
});

it('whoever hears of a deferred task may reject, and the error may bite', async () => {
  const time = virtualClock();
  const settled: string[] = [];
  const guard = fallback(
    { kind: 'defer', after: 0, tries: 1 },
    {
      clock: time,
      answer: () => 'later',
      onSettled: async ({ outcome }) => {
        settled.push(outcome);
        return fails();
      },
    },
  );
  for (const error of [revoked(), new Proxy({}, { get: bite })]) {
    expect(await outcomeOf(() => guard.execute(() => Promise.reject(error as Error)))).toEqual({
      is: 'later',
    });
  }
  await time.advanceAsync('1m');
  expect(settled).toEqual(['failed', 'failed']);
});
