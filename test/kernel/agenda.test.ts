import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda, EVENT_KIND, type EventKind } from '../../src/kernel/agenda.ts';
import { DelayLine } from '../../src/kernel/delay-line.ts';
import { GRID_STEP_MS } from '../../src/kernel/grid.ts';
import { TimingWheel } from '../../src/kernel/timing-wheel.ts';

const FOR_EVER = Number.POSITIVE_INFINITY;
const KINDS = Object.entries(EVENT_KIND);

/** An agenda, and sources of any kind that write down what they do and when. */
function setUp() {
  const agenda = new Agenda();
  const log: string[] = [];
  const source = (kind: EventKind, name: string, delayMs?: number) => {
    const write = (slot: number): void => void log.push(`${agenda.now} ${name} ${slot}`);
    const timers =
      delayMs === undefined
        ? new TimingWheel(agenda, kind, write)
        : new DelayLine(agenda, kind, delayMs, write);
    timers.resize(64);
    return timers;
  };
  return { agenda, log, source };
}

describe('time that stands still', () => {
  it.each([
    ['at one instant', 0],
    ['in steps far below the grid', 1e-11],
  ])('is told, %s', (_, stepMs) => {
    const agenda = new Agenda();
    const source = agenda.addSource(EVENT_KIND.retry, () =>
      agenda.show(source, agenda.now + stepMs, agenda.nextRank()),
    );
    agenda.show(source, 1500, 0);
    expect(() => agenda.runUntil(FOR_EVER, FOR_EVER)).toThrow(/^time stands still at 1\.5s: /);
  });

  it('is not what a step of the grid for each event is', () => {
    const agenda = new Agenda();
    const source = agenda.addSource(EVENT_KIND.retry, () =>
      agenda.show(source, agenda.now + GRID_STEP_MS, agenda.nextRank()),
    );
    agenda.show(source, 1500, 0);
    expect(agenda.runUntil(FOR_EVER, 11_000_000)).toBe(11_000_000);
  });
});

describe('events at one instant', () => {
  it('run by kind: the script, answers, timeouts, breakers, deliveries, retries, arrivals', () => {
    const { agenda, log, source } = setUp();
    const latestFirst = [...KINDS].reverse().map(([name, kind]) => source(kind, name));
    for (const timers of latestFirst) timers.start(0, 5);
    agenda.runUntil(FOR_EVER, FOR_EVER);
    expect(log).toEqual([
      '5 script 0',
      '5 answer 0',
      '5 timeout 0',
      '5 breaker 0',
      '5 delivery 0',
      '5 retry 0',
      '5 arrival 0',
    ]);
  });

  it('run in order of scheduling within a kind, whichever sources they come from', () => {
    const { agenda, log, source } = setUp();
    const line = source(EVENT_KIND.retry, 'line', 10);
    const wheel = source(EVENT_KIND.retry, 'wheel');
    const other = source(EVENT_KIND.retry, 'other');
    other.start(0, 10);
    line.start(1, 10);
    wheel.start(2, 10);
    line.start(3, 10);
    other.start(4, 10);
    wheel.start(5, 10);
    agenda.runUntil(FOR_EVER, FOR_EVER);
    expect(log).toEqual([
      '10 other 0',
      '10 line 1',
      '10 wheel 2',
      '10 line 3',
      '10 other 4',
      '10 wheel 5',
    ]);
  });

  it('keep the order in which they were scheduled, at whatever instants that was', () => {
    const { agenda, log, source } = setUp();
    const wheel = source(EVENT_KIND.answer, 'wheel');
    const line = source(EVENT_KIND.answer, 'line', 4);
    wheel.start(0, 10);
    agenda.runUntil(6, FOR_EVER);
    line.start(1, 4);
    agenda.runUntil(9, FOR_EVER);
    wheel.start(2, 1);
    agenda.runUntil(FOR_EVER, FOR_EVER);
    expect(log).toEqual(['10 wheel 0', '10 line 1', '10 wheel 2']);
  });

  it('keep it through any number of sources, cancellations and instants', () => {
    const start = fc.record({
      source: fc.nat(2),
      delay: fc.constantFrom(0, 1, 31, 1000, 1000, 2000),
      passMs: fc.constantFrom(0, 0, 0, 1, 969, 1000),
      cancels: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(start, { maxLength: 60, size: 'max' }), (starts) => {
        const { agenda, log, source } = setUp();
        const timers = [
          source(EVENT_KIND.answer, 'first wheel'),
          source(EVENT_KIND.answer, 'line', 1000),
          source(EVENT_KIND.answer, 'second wheel'),
        ];
        const names = ['first wheel', 'line', 'second wheel'];
        const expected: { due: number; text: string }[] = [];
        for (const [slot, { source, delay, passMs, cancels }] of starts.entries()) {
          timers[source]!.start(slot, delay);
          const due = agenda.now + (source === 1 ? 1000 : delay);
          if (cancels) timers[source]!.cancel(slot);
          else expected.push({ due, text: `${due} ${names[source]} ${slot}` });
          agenda.runUntil(agenda.now + passMs, FOR_EVER);
        }
        agenda.runUntil(FOR_EVER, FOR_EVER);
        expected.sort((a, b) => a.due - b.due);
        expect(log).toEqual(expected.map(({ text }) => text));
      }),
      { numRuns: 300 },
    );
  });

  it('keep it among a thousand sources, some of which come late and some of which change their mind', () => {
    const shown = fc.record({
      source: fc.nat(999),
      instant: fc.oneof(fc.nat(5), fc.constant(FOR_EVER)),
      kind: fc.constantFrom(...KINDS.map(([, kind]) => kind)),
    });
    fc.assert(
      fc.property(fc.array(shown, { maxLength: 400, size: 'max' }), (shows) => {
        const agenda = new Agenda();
        const ran: number[] = [];
        const kinds: EventKind[] = [];
        const events = new Map<number, { instant: number; kind: number; rank: number }>();
        for (const { source, instant, kind } of shows) {
          while (kinds.length <= source) {
            const added = agenda.addSource(kind, () => {
              ran.push(added);
              agenda.show(added, FOR_EVER, 0);
            });
            kinds.push(kind);
          }
          const rank = agenda.nextRank();
          agenda.show(source, instant, rank);
          events.set(source, { instant, kind: kinds[source]!, rank });
        }
        agenda.runUntil(10, FOR_EVER);
        const pending = [...events].filter(([, { instant }]) => instant < FOR_EVER);
        pending.sort(([, a], [, b]) => a.instant - b.instant || a.kind - b.kind || a.rank - b.rank);
        expect(ran).toEqual(pending.map(([source]) => source));
      }),
      { numRuns: 200 },
    );
  });

  it('of an earlier kind still run first when they are scheduled at the very instant', () => {
    const { agenda, log, source } = setUp();
    const answers = source(EVENT_KIND.answer, 'answer');
    const arrivals = new TimingWheel(agenda, EVENT_KIND.arrival, (slot) => {
      log.push(`${agenda.now} arrival ${slot}`);
      answers.start(slot, 0);
    });
    arrivals.resize(64);
    arrivals.start(0, 3);
    arrivals.start(1, 3);
    agenda.runUntil(FOR_EVER, FOR_EVER);
    expect(log).toEqual(['3 arrival 0', '3 answer 0', '3 arrival 1', '3 answer 1']);
  });
});

describe('a run', () => {
  it('ends before the end: what is due at that instant is left for the next', () => {
    const { agenda, log, source } = setUp();
    const wheel = source(EVENT_KIND.answer, 'answer');
    for (const [slot, ms] of [9, 10, 11].entries()) wheel.start(slot, ms);
    expect(agenda.runUntil(10, FOR_EVER)).toBe(1);
    expect([agenda.now, log]).toEqual([10, ['9 answer 0']]);
    expect(agenda.runUntil(11, FOR_EVER)).toBe(1);
    expect([agenda.now, log]).toEqual([11, ['9 answer 0', '10 answer 1']]);
  });

  it('stands at its end when nothing is pending', () => {
    const { agenda } = setUp();
    const empty = new Agenda();
    expect([agenda.runUntil(7, 1), agenda.now]).toEqual([0, 7]);
    empty.addSource(EVENT_KIND.answer, () => {});
    expect([empty.runUntil(7, 1), empty.now]).toEqual([0, 7]);
  });

  it('does no more than its budget, and goes on where it was', () => {
    const { agenda, log, source } = setUp();
    const wheel = source(EVENT_KIND.answer, 'answer');
    for (let slot = 0; slot < 5; slot++) wheel.start(slot, slot < 3 ? 1 : 2);
    expect([agenda.runUntil(100, 2), agenda.now, log.length]).toEqual([2, 1, 2]);
    expect([agenda.runUntil(100, 2), agenda.now, log.length]).toEqual([2, 2, 4]);
    expect([agenda.runUntil(100, 2), agenda.now, log.length]).toEqual([1, 100, 5]);
  });

  it('stops for good at a halt, and time with it', () => {
    const { agenda, log, source } = setUp();
    const answers = source(EVENT_KIND.answer, 'answer');
    const stop = new DelayLine(agenda, EVENT_KIND.timeout, 5, () => agenda.halt());
    stop.resize(1);
    stop.start(0);
    for (const [slot, ms] of [5, 6].entries()) answers.start(slot, ms);
    expect(agenda.isHalted).toBe(false);
    expect(agenda.runUntil(100, FOR_EVER)).toBe(2);
    expect([agenda.isHalted, agenda.now, log]).toEqual([true, 5, ['5 answer 0']]);
    expect([agenda.runUntil(200, FOR_EVER), agenda.now]).toEqual([0, 5]);
  });

  it('never goes back in time', () => {
    const agenda = new Agenda();
    const source = agenda.addSource(EVENT_KIND.answer, () => {});
    agenda.runUntil(10, FOR_EVER);
    expect(() => agenda.runUntil(9, FOR_EVER)).toThrow('time ran backwards, from 10 to 9');
    agenda.show(source, 9, agenda.nextRank());
    expect(() => agenda.runUntil(20, FOR_EVER)).toThrow('time ran backwards, from 10 to 9');
  });
});
