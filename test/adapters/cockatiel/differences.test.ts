import * as Cockatiel from 'cockatiel';
import { describe, expect, it, vi } from 'vitest';
import * as Door from '../../../src/adapters/cockatiel.ts';
import { DOOR_DIFFERENCES } from '../../../src/scenario/import/differences.ts';
import type { Library } from './player.ts';
import { firstDifference } from './replay.ts';

type Name = {
  [Key in keyof typeof DOOR_DIFFERENCES]: 'cockatiel' extends (typeof DOOR_DIFFERENCES)[Key]['doors'][number]
    ? Key
    : never;
}[keyof typeof DOOR_DIFFERENCES];

const door = Door as unknown as Library;
const original: Library = Cockatiel;
const failing = (): never => {
  throw new Error('down');
};
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Opens at the second failure in a row, for no time at all; TypeErrors are none of its business. */
function twoInARow({ circuitBreaker, handleWhen, ConsecutiveBreaker }: Library) {
  return circuitBreaker(
    handleWhen((error) => !(error instanceof TypeError)),
    { halfOpenAfter: 0, breaker: new ConsecutiveBreaker(2) },
  );
}

/** What is seen of the original, and here; and how it is brought about. */
type Case = readonly [there: unknown, here: unknown, see: (library: Library) => Promise<unknown>];

const CASES: Readonly<Record<Name, Case>> = {
  'a listener that throws': [
    'not our affair',
    'paid',
    async ({ retry, handleAll }) => {
      const policy = retry(handleAll, { maxAttempts: 0 });
      policy.onSuccess(() => {
        throw new Error('not our affair');
      });
      return policy.execute(() => 'paid').catch(({ message }: Error) => message);
    },
  ],
  'a probe that is not judged': [
    1,
    0,
    async (library) => {
      const policy = twoInARow(library);
      await policy.execute(failing).catch(() => {});
      await policy.execute(failing).catch(() => {});
      await policy.execute(() => Promise.reject(new TypeError('no'))).catch(() => {});
      await policy.execute(failing).catch(() => {});
      return policy.state;
    },
  ],
  'isolation forgets': [
    1,
    0,
    async (library) => {
      const policy = twoInARow(library);
      await policy.execute(failing).catch(() => {});
      policy.isolate().dispose();
      await policy.execute(failing).catch(() => {});
      return policy.state;
    },
  ],
  'signal of who waits': [
    false,
    true,
    async (library) => {
      const policy = twoInARow(library);
      await policy.execute(failing).catch(() => {});
      await policy.execute(failing).catch(() => {});
      let end = (): void => {};
      const probe = policy.execute(() => new Promise<void>((resolve) => (end = resolve)));
      const { signal } = new AbortController();
      const waiting = policy.execute((context) => context.signal === signal, signal);
      end();
      await probe;
      return waiting;
    },
  ],
  'line of a bulkhead': [
    'waits',
    'made',
    async ({ bulkhead }) => {
      const policy = bulkhead(1, 2);
      let end = (): void => {};
      void policy.execute(() => new Promise<void>((resolve) => (end = resolve)));
      const controller = new AbortController();
      policy.execute(() => {}, controller.signal).catch(() => {});
      let state = 'waits';
      void policy.execute(() => {
        state = 'made';
      });
      controller.abort();
      end();
      await turn();
      return state;
    },
  ],
  'marks of errors': [
    [false, false],
    [true, true],
    async ({ isIsolatedCircuitError, IsolatedCircuitError, isTaskCancelledError, ...rest }) => [
      isIsolatedCircuitError(new IsolatedCircuitError()),
      isTaskCancelledError(new rest.TaskCancelledError()),
    ],
  ],
  'breakers without a state': [
    1,
    null,
    async (library) => {
      const policy = twoInARow(library);
      await policy.execute(failing).catch(() => {});
      return (policy.toJSON() as { breakerState: unknown }).breakerState;
    },
  ],
};

describe('what differs on purpose', () => {
  it.each(Object.entries(CASES))('%s', async (name, [there, here, see]) => {
    expect(DOOR_DIFFERENCES[name as Name].doors).toContain('cockatiel');
    expect(await see(original)).toEqual(there);
    expect(await see(door)).toEqual(here);
  });

  it('a probe that is overtaken', { timeout: 60_000 }, async () => {
    const make = ({ circuitBreaker, handleAll, ConsecutiveBreaker }: Library) => {
      const breaker = new ConsecutiveBreaker(3);
      const policy = circuitBreaker(handleAll, { halfOpenAfter: 60, breaker });
      return { policy, breaker: policy, events: {} };
    };
    const seen: (string | undefined)[] = [];
    for (let seed = 0; seed < 100; seed++) {
      seen.push(await firstDifference(make, seed, { overtakes: true }));
    }
    expect(seen.filter((one) => one !== undefined)).not.toEqual([]);
  });

  it('buckets turn with traffic', async () => {
    const state = async ({ circuitBreaker, handleAll, SamplingBreaker }: Library) => {
      vi.useFakeTimers({ now: 0, toFake: ['Date', 'performance'] });
      const breaker = new SamplingBreaker({ threshold: 0.5, duration: 5_000, minimumRps: 0.5 });
      const policy = circuitBreaker(handleAll, { halfOpenAfter: 1_000, breaker });
      const fail = (): Promise<unknown> => policy.execute(failing).catch(() => {});
      await fail();
      await fail();
      vi.advanceTimersByTime(60 * 60 * 1_000);
      await fail();
      vi.useRealTimers();
      return policy.state;
    };
    expect([await state(original), await state(door)]).toEqual([1, 0]);
  });
});
