import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda, EVENT_KIND } from '../../src/kernel/agenda.ts';
import { DelayLine } from '../../src/kernel/delay-line.ts';
import { toGrid } from '../../src/kernel/grid.ts';
import { TimingWheel } from '../../src/kernel/timing-wheel.ts';
import { type MakeTimers, playedBy, playedByList, type Step } from './timer-model.ts';

const wheel: MakeTimers = (agenda, kind, fire) => new TimingWheel(agenda, kind, fire);
const line =
  (delayMs: number): MakeTimers =>
  (agenda, kind, fire) =>
    new DelayLine(agenda, kind, delayMs, fire);

const HOUR = 3_600_000;

/** From one step of the grid to hours: every level of the wheel, several turns, and many ties. */
const delay = fc.oneof(
  fc.constantFrom(0, 1 / 1024, 127 / 1024, 128 / 1024, 1, 1, 1, 128, 1000, 1000, 32_768),
  fc.nat(64).map((n) => n / 1024),
  fc.nat(5_000),
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.double({ min: 0, max: 5 * HOUR, noNaN: true }),
  // The turn of the wheel is 2^17 ms: its edges, and those of the turns after it.
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.constantFrom(-1 / 1024, 0, 1 / 1024))
    .map(([turns, off]) => turns * 2 ** 17 + off),
);

const start = fc.record({
  do: fc.constant('start' as const),
  delay,
  starts: fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(delay, { maxLength: 3 }) },
  ),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: start },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  // The one that was started first of those that are left.
  { weight: 1, arbitrary: fc.constant({ do: 'cancel' as const, which: 0 }) },
  { weight: 1, arbitrary: fc.constant({ do: 'cancel all' as const }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: delay.map(toGrid) }) },
);
const steps = fc.array(step, { maxLength: 150, size: 'max' });
const SLOTS = 150 * 4;

describe('timers fire as a sorted list would', () => {
  it('a timing wheel: any delay, exact to the grid, ties in order of scheduling', () => {
    fc.assert(
      fc.property(steps, (timeline) => {
        expect(playedBy(wheel, timeline, SLOTS)).toEqual(playedByList(timeline, toGrid));
      }),
      { numRuns: 500 },
    );
  });

  it('a delay line: one delay for all', () => {
    fc.assert(
      fc.property(delay, steps, (delayMs, timeline) => {
        const sorted = playedByList(timeline, () => toGrid(delayMs));
        expect(playedBy(line(delayMs), timeline, SLOTS)).toEqual(sorted);
      }),
      { numRuns: 300 },
    );
  });

  it('thousands at once, in a wheel that has already turned', () => {
    const few = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(4 * HOUR)), few, (delays, distinct) => {
        const known = Array.from({ length: distinct * 10 }, () => delays.next().value as number);
        const timeline: Step[] = [{ do: 'pass', ms: 3 * HOUR }];
        for (let i = 0; i < 2_000; i++) {
          timeline.push({ do: 'start', delay: known[(i * 7919) % known.length]!, starts: [] });
        }
        const { firings } = playedBy(wheel, timeline, 2_000);
        const expected = timeline
          .flatMap((one) => (one.do === 'start' ? [3 * HOUR + one.delay] : []))
          .map((atMs, slot) => ({ atMs, slot }))
          .sort((a, b) => a.atMs - b.atMs);
        expect(firings).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});

describe.each([
  ['wheel', wheel],
  ['line', line(1000)],
])('a cancelled timer leaves nothing behind: %s', (_, make) => {
  it('its slot can be started again at once, a million times over', () => {
    const agenda = new Agenda();
    const fired: number[] = [];
    const timers = make(agenda, EVENT_KIND.timeout, (slot) => fired.push(slot));
    timers.resize(4);
    for (let i = 0; i < 1_000_000; i++) {
      timers.start(i % 4, 1000);
      if (i >= 3) timers.cancel((i + 1) % 4);
    }
    // Three are pending, the rest is gone: no event is spent on a timer that was cancelled.
    expect(agenda.runUntil(5000, Number.POSITIVE_INFINITY)).toBe(3);
    expect(fired).toEqual([1, 2, 3]);
  });

  it('the first, the last and the only one make way for the rest', () => {
    const agenda = new Agenda();
    const fired: number[] = [];
    const timers = make(agenda, EVENT_KIND.timeout, (slot) => fired.push(slot));
    timers.resize(8);
    const run = (): readonly number[] => {
      fired.length = 0;
      agenda.runUntil(agenda.now + 2000, Number.POSITIVE_INFINITY);
      return [...fired];
    };
    const startAll = (slots: readonly number[]): void => {
      for (const slot of slots) timers.start(slot, 1000);
    };
    startAll([5, 3, 7]);
    timers.cancel(5);
    expect(run()).toEqual([3, 7]);
    startAll([5, 3, 7]);
    timers.cancel(7);
    timers.start(1, 1000);
    expect(run()).toEqual([5, 3, 1]);
    startAll([2]);
    timers.cancel(2);
    expect(run()).toEqual([]);
    startAll([2]);
    expect(run()).toEqual([2]);
  });
});
