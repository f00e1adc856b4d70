import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock, systemRandom } from '../../src/resilience/system-clock.ts';
import { virtualClock } from '../../src/resilience/virtual-clock.ts';

describe('virtual time', () => {
  it('runs timers in order, each at its instant; of equals the one set first', () => {
    const clock = virtualClock({ epochMs: 1_000 });
    const heard: string[] = [];
    const hear = (name: string) => () => heard.push(`${name} at ${clock.now()}`);
    clock.setTimer(20, hear('late'));
    clock.setTimer(10, () => {
      hear('early')();
      clock.setTimer(5, hear('set on the way'));
      clock.setTimer(-5, hear('overdue'));
    });
    clock.setTimer(20, hear('late too'));
    clock.setTimer(21, hear('too late'));
    clock.advance(20);
    expect(heard).toEqual([
      'early at 10',
      'overdue at 10',
      'set on the way at 15',
      'late at 20',
      'late too at 20',
    ]);
    expect([clock.now(), clock.epochMs()]).toEqual([20, 1_020]);
  });

  it('a timer that was cancelled does not go off; cancelled late it takes no other with it', () => {
    const clock = virtualClock();
    const heard: string[] = [];
    const cancelFirst = clock.setTimer(1, () => heard.push('first'));
    const cancelSecond = clock.setTimer(2, () => heard.push('second'));
    clock.setTimer(3, () => heard.push('third'));
    cancelSecond();
    clock.advance(2);
    cancelFirst();
    cancelSecond();
    clock.advance(1);
    expect(heard).toEqual(['first', 'third']);
  });

  it('lets promises settle before the first timer and after each', async () => {
    const clock = virtualClock();
    const heard: number[] = [];
    const wait = (ms: number) => new Promise<void>((resolve) => clock.setTimer(ms, resolve));
    const walk = async () => {
      await Promise.resolve();
      for (const ms of [5, 5, 5]) {
        await wait(ms);
        heard.push(clock.now());
      }
    };
    const walked = walk();
    await clock.advanceAsync(15);
    expect(heard).toEqual([5, 10, 15]);
    await walked;
  });

  it('takes no time that is none', () => {
    expect(() => virtualClock().advance(-1)).toThrow('expected a duration');
  });
});

describe('real time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('tells the time since the start and since 1970', () => {
    vi.setSystemTime(1_000);
    const before = systemClock.now();
    vi.advanceTimersByTime(250);
    expect([systemClock.now() - before, systemClock.epochMs()]).toEqual([250, 1_250]);
  });

  it('goes off once, not before its time, unless cancelled', () => {
    const fire = vi.fn<() => void>();
    const cancelled = vi.fn<() => void>();
    systemClock.setTimer(1.5, fire);
    systemClock.setTimer(1.5, cancelled)();
    vi.advanceTimersByTime(1);
    expect(fire).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(fire).toHaveBeenCalledOnce();
    expect(cancelled).not.toHaveBeenCalled();
  });

  it('a wait beyond what a platform can do ends early, not at once', () => {
    const set = vi.spyOn(globalThis, 'setTimeout');
    systemClock.setTimer(2 ** 40, () => {});
    expect(set).toHaveBeenLastCalledWith(expect.any(Function), 2 ** 31 - 1);
  });

  it.each([
    [undefined, false],
    [false, false],
    [true, true],
  ])('a timer that somebody awaits keeps the process alive (%s)', (isAwaited, keeps) => {
    const set = vi.spyOn(globalThis, 'setTimeout');
    systemClock.setTimer(1, () => {}, isAwaited);
    expect((set.mock.results.at(-1)!.value as NodeJS.Timeout).hasRef()).toBe(keeps);
  });
});

it('real luck is uniform in [0, 1)', () => {
  const draws = Array.from({ length: 100 }, () => systemRandom.next());
  expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...draws)).toBeLessThan(1);
  expect(new Set(draws).size).toBeGreaterThan(90);
});
