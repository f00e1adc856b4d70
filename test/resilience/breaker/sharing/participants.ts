import {
  type CircuitBreakerSettings,
  type Kept,
  SharedCircuitBreaker,
  type SharedStateSettings,
  type SharedStore,
  sharedState,
  virtualClock,
} from '../../../../src/index.ts';
import { luckFrom } from './luck-from.ts';

export const SETTINGS = {
  trip: { kind: 'consecutive-failures', failures: 3 },
  open: { kind: 'fixed', duration: '10s' },
  probe: { permits: 1, successes: 1 },
} as const;

/** A store in memory, whose time is not that of those who share. */
export function memoryStore(now: () => number) {
  const kept = new Map<string, string>();
  const state = { isAway: false, reads: 0, swaps: 0 };
  const at = (key: string): Kept => ({ value: kept.get(key) ?? null, nowMs: now() + 5e9 });
  const answered = async <Result>(act: () => Result): Promise<Result> => {
    if (state.isAway) return new Promise(() => {});
    return act();
  };
  const store: SharedStore = {
    read: (key) =>
      answered(() => {
        state.reads++;
        return at(key);
      }),
    swap: (key, expected, next) =>
      answered(() => {
        state.swaps++;
        const isSwapped = at(key).value === expected;
        if (isSwapped) kept.set(key, next);
        return { ...at(key), isSwapped };
      }),
  };
  return { ...state, state, store, kept, record: () => JSON.parse(kept.get('payment')!) };
}

/** One call on its way to the service, or turned away before. */
export interface Pending {
  succeed(): void;
  fail(): void;
}

/** So many processes that share a circuit, and a service that answers when told to. */
export function participants(
  count: number,
  shared: Partial<SharedStateSettings> = {},
  settings: CircuitBreakerSettings = SETTINGS,
) {
  const clock = virtualClock();
  const memory = memoryStore(() => clock.now());
  /** Calls that the service has at hand. */
  const atWork: Pending[] = [];
  const answers: string[] = [];
  const luck = luckFrom(1);
  const breakers = Array.from(
    { length: count },
    () =>
      new SharedCircuitBreaker(settings, {
        clock,
        random: luck,
        shared: sharedState({ store: memory.store, key: 'payment', ...shared }),
      }),
  );
  /** A call by each so numbered, and what became of it: 'waits' for as long as the service has it. */
  const call = async (...who: number[]): Promise<string> => {
    const places = who.map((one) => {
      const place = answers.push('waits') - 1;
      const task = (): Promise<void> =>
        new Promise((resolve, reject) => {
          atWork.push({ succeed: resolve, fail: () => reject(new Error('down')) });
        });
      breakers[one]!.execute(task).then(
        () => (answers[place] = 'paid'),
        (error: Error) => (answers[place] = error.name === 'Error' ? 'failed' : 'blocked'),
      );
      return place;
    });
    await clock.advanceAsync(0);
    return places.map((place) => answers[place]).join(' ');
  };
  const finish = async (how: 'succeed' | 'fail'): Promise<void> => {
    for (const one of atWork.splice(0)) one[how]();
    await clock.advanceAsync(0);
  };
  return {
    clock,
    memory,
    breakers,
    atWork,
    call,
    /** Calls by each so numbered that succeed, or fail, at once. */
    good: async (...who: number[]): Promise<void> => {
      await call(...who);
      await finish('succeed');
    },
    bad: async (...who: number[]): Promise<void> => {
      await call(...who);
      await finish('fail');
    },
    finish,
    states: () => breakers.map(({ state }) => state).join(' '),
    all: breakers.map((_, place) => place),
  };
}
