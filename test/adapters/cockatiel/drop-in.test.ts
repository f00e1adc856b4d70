import * as Cockatiel from 'cockatiel';
import { describe, expect, expectTypeOf, it, vi } from 'vitest';
import * as door from '../../../src/adapters/cockatiel.ts';
import {
  BrokenCircuitError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  CountBreaker,
  circuitBreaker,
  Event,
  ExponentialBackoff,
  fallback,
  handleAll,
  handleType,
  type IPolicy,
  type IRetryContext,
  IterableBackoff,
  isBrokenCircuitError,
  retry,
  SamplingBreaker,
  TaskCancelledError,
  TimeoutStrategy,
  timeout,
  usePolicy,
  wrap,
} from '../../../src/adapters/cockatiel.ts';
import { SettingsError, virtualClock } from '../../../src/index.ts';
import type { Library } from './player.ts';

const failing = (): never => {
  throw new Error('down');
};

it('has every name that cockatiel exports', () => {
  expect(Object.keys(door)).toEqual(expect.arrayContaining(Object.keys(Cockatiel)));
});

it('types a policy by what it gives, and by what it may answer instead', () => {
  const policy = wrap(
    fallback(handleType(BrokenCircuitError), 'closed'),
    retry(handleAll, { maxAttempts: 2, backoff: new ExponentialBackoff() }),
    circuitBreaker(handleAll, { halfOpenAfter: 1_000, breaker: new ConsecutiveBreaker(5) }),
    bulkhead(10, 5),
    timeout(1_000, TimeoutStrategy.Aggressive),
  );
  expectTypeOf(policy).toExtend<IPolicy<IRetryContext, string>>();
  const answer = (): Promise<number | string> =>
    policy.execute(({ attempt, signal }) => (signal.aborted ? attempt : 7));
  // @ts-expect-error -- it may answer a text instead
  const wrongAnswer = (): Promise<number> => policy.execute(() => 7);
  // @ts-expect-error -- a timeout gives no number of the attempt
  const wrong = () => timeout(1_000, 'aggressive').execute(({ attempt }) => attempt);
  expect([answer, wrongAnswer, wrong, ...policy.wrapped]).toHaveLength(8);
});

describe('keeps its state', () => {
  const libraries: readonly [string, Library, Library][] = [
    ['from cockatiel to here', Cockatiel, door as unknown as Library],
    ['from here to cockatiel', door as unknown as Library, Cockatiel],
    ['from here to here', door as unknown as Library, door as unknown as Library],
  ];

  it.each(libraries)('%s, with the open times to come', async (_, from, to) => {
    vi.useFakeTimers({ now: 1_000, toFake: ['Date', 'performance'] });
    const make = (library: Library, initialState?: unknown) =>
      library.circuitBreaker(library.handleAll, {
        halfOpenAfter: new library.IterableBackoff([100, 200, 400]),
        breaker: new library.ConsecutiveBreaker(1),
        initialState,
      });
    const first = make(from);
    await first.execute(failing).catch(() => {});
    vi.advanceTimersByTime(100);
    await first.execute(failing).catch(() => {});
    vi.advanceTimersByTime(150);
    const second = make(to, JSON.parse(JSON.stringify(first)));
    expect(second.state).toBe(CircuitState.Open);
    expect(second.lastFailure).toMatchObject({ error: { isHydratingCircuitError: true } });
    vi.advanceTimersByTime(49);
    await expect(second.execute(() => 1)).rejects.toSatisfy(isBrokenCircuitError);
    vi.advanceTimersByTime(1);
    await second.execute(failing).catch(() => {});
    expect(second.toJSON()).toMatchObject({
      ownState: { value: CircuitState.Open, openedAt: 1_300, attemptNo: 3 },
    });
    vi.advanceTimersByTime(400);
    expect(await second.execute(() => 1)).toBe(1);
    vi.useRealTimers();
  });

  it('isolated, too; and tells where a state is none', () => {
    const make = (initialState: unknown) =>
      circuitBreaker(handleAll, {
        halfOpenAfter: 100,
        breaker: new ConsecutiveBreaker(1),
        initialState,
      });
    const first = make(undefined);
    first.isolate();
    expect(CircuitState[make(first.toJSON()).state]).toBe('Isolated');
    expect(() => make({ ownState: { value: 1 } })).toThrow(SettingsError);
    expect(() => make({ ownState: { value: 1 } })).toThrow('ownState.openedAt');
  });
});

it.each(['noJitter', 'fullJitter', 'halfJitter', 'decorrelatedJitter'] as const)(
  'the generator %s makes the same waits of the same luck',
  (name) => {
    const waits = (library: Library): number[] => {
      const draws = [0.1, 0.9, 0.5, 0.3, 0.7];
      const random = vi.spyOn(Math, 'random').mockImplementation(() => draws.shift() ?? 0.2);
      const options = { initialDelay: 100, maxDelay: 3_000, exponent: 3 };
      const generator = library[`${name}Generator`] as Cockatiel.GeneratorFn<unknown>;
      let backoff = new library.ExponentialBackoff({ ...options, generator }).next();
      const seen = [backoff.duration];
      for (let wait = 0; wait < 6; wait++) {
        backoff = backoff.next(undefined);
        seen.push(backoff.duration);
      }
      random.mockRestore();
      return seen;
    };
    expect(waits(door as unknown as Library)).toEqual(waits(Cockatiel));
  },
);

it('runs on a clock that it is given', async () => {
  const clock = virtualClock();
  const retries = retry(
    handleAll,
    { maxAttempts: 1, backoff: new IterableBackoff([3_600_000]) },
    { clock },
  );
  const seen: number[] = [];
  const call = retries.execute(({ attempt }) => {
    seen.push(attempt);
    return attempt === 0 ? failing() : 'paid';
  });
  await clock.advanceAsync('1h');
  expect([await call, seen]).toEqual(['paid', [0, 1]]);
});

it('puts a policy around a method', async () => {
  class Shop {
    name = 'shop';
    pay(amount: number, context: { signal: AbortSignal }): string {
      return `${this.name} ${amount} ${context.signal.aborted}`;
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Shop.prototype, 'pay')!;
  usePolicy(retry(handleAll, { maxAttempts: 1 }))(Shop.prototype, 'pay', descriptor);
  Object.defineProperty(Shop.prototype, 'pay', descriptor);
  const shop = new Shop() as unknown as { pay(amount: number): Promise<string> };
  expect(await shop.pay(5)).toBe('shop 5 false');
});

it('tells once, or by a promise that a signal may end', async () => {
  const policy = bulkhead(0);
  const told: string[] = [];
  Event.once(policy.onReject, () => told.push('once'));
  const first = Event.toPromise(policy.onReject);
  const reject = () => policy.execute(() => 1).catch(() => {});
  await reject();
  await reject();
  await first;
  expect(told).toEqual(['once']);
  const controller = new AbortController();
  const never = Event.toPromise(policy.onReject, controller.signal);
  controller.abort();
  await expect(never).rejects.toBeInstanceOf(TaskCancelledError);
});

it.each<[string, () => unknown]>([
  ['a threshold of all', () => new CountBreaker({ threshold: 1, size: 5 })],
  ['a size of half a call', () => new CountBreaker({ threshold: 0.5, size: 0.5 })],
  [
    'a minimum above the size',
    () => new CountBreaker({ threshold: 0.5, size: 5, minimumNumberOfCalls: 6 }),
  ],
  ['a threshold of none', () => new SamplingBreaker({ threshold: 0, duration: 1_000 })],
])('throws where cockatiel does: %s', (_, make) => {
  expect(make).toThrow(RangeError);
});
