import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArmPlan, armsOf } from '../../src/experiment/arms.ts';
import { experiment } from '../../src/experiment/experiment.ts';
import { Playback } from '../../src/experiment/playback.ts';
import type { Result } from '../../src/experiment/result.ts';
import { HAPPENING } from '../../src/model/books/happening.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import type { Scenario } from '../../src/scenario/schema.ts';

const TEXT = `
duration: 30s
tick: 2s
traffic: { arrivals: poisson, startRate: 20/s }
paymentService:
  capacity: 4
  queue: 20
  latency: { distribution: exponential, mean: 100ms }
  script: [{ at: 10s, for: 5s, failureRate: 80%, latency: x4 }]
orderService:
  workers: 30
  backlog: 10
  pipeline:
    - retry: { calls: 3 }
    - breaker: { trip: { kind: consecutive-failures, failures: 3 }, open: { kind: fixed, duration: 2s } }
    - timeout: 500ms
`;
const SCENARIO = loadScenario({ name: 'small.yaml', text: TEXT }, [], () => '');
const PLANS = armsOf(SCENARIO);
const ALL = Number.POSITIVE_INFINITY;
const END = { kind: 'instant', atMs: SCENARIO.duration } as const;
const WITH = PLANS.findIndex(({ name }) => name === 'with breaker');

const play = () => new Playback(SCENARIO, PLANS);

function resultOfRun(): Result {
  return resultOf(SCENARIO, PLANS);
}

function resultOf(scenario: Scenario, plans: readonly ArmPlan[]): Result {
  const steps = experiment(scenario, plans, { ticks: true }, {});
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

describe('a run played back', () => {
  it('comes to what a run comes to, however it is led', () => {
    const expected = resultOfRun();
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('instant' as const),
        by: fc.double({ min: 0, max: 5_000, noNaN: true }),
      }),
      fc.record({ kind: fc.constant('calls' as const), by: fc.integer({ min: 1, max: 30 }) }),
    );
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 12 }),
        fc.integer({ min: 1, max: 500 }),
        (steps, budget) => {
          const playback = play();
          for (const { kind, by } of steps) {
            const to =
              kind === 'instant'
                ? ({ kind, atMs: playback.nowMs + by } as const)
                : ({ kind, arm: WITH, count: playback.arms[WITH]!.callsEnded + by } as const);
            while (!playback.advance(to, budget));
          }
          playback.advance(END, ALL);
          expect(playback.conclude()).toEqual(expected);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('stops at every single call, with the other arm at the same instant', () => {
    const playback = play();
    const { calls } = resultOfRun().arms[WITH]!.totals;
    const ended = calls.started - calls.pending;
    for (let number = 1; number <= ended; number++) {
      expect(playback.advance({ kind: 'calls', arm: WITH, count: number }, ALL)).toBe(true);
      expect(playback.arms[WITH]!.callsEnded).toBe(number);
      const [without, guarded] = playback.arms.map(({ nowMs }) => nowMs);
      expect(playback.nowMs).toBe(guarded);
      expect(without! - guarded!).toBeLessThanOrEqual(1 / 1024);
    }
    expect(playback.advance({ kind: 'calls', arm: WITH, count: ended + 1 }, ALL)).toBe(true);
    expect(playback.isOver).toBe(true);
  });

  it.each(['2s', '10s'])(
    'led call by call, holds its last tick, ended by the last order: %s',
    (tick) => {
      const closed = TEXT.replace(
        'arrivals: poisson, startRate: 20/s',
        'arrivals: closed, clients: 3, orders: 40',
      );
      const scenario = loadScenario(
        { name: 'closed.yaml', text: closed.replace('tick: 2s', `tick: ${tick}`) },
        [],
        () => '',
      );
      const plans = armsOf(scenario);
      const expected = resultOf(scenario, plans);
      for (const arm of plans.keys()) {
        const playback = new Playback(scenario, plans);
        while (!playback.isOver) {
          const calls = playback.arms[arm]!.callsEnded + 1;
          playback.advance({ kind: 'calls', arm, count: calls }, ALL);
        }
        expect(plans.map((_, place) => playback.ticksOf(place))).toEqual(
          expected.arms.map(({ ticks }) => ticks),
        );
        expect(playback.conclude()).toEqual(expected);
      }
    },
  );

  it('stops at every transition, and at an instant that comes before it', () => {
    const { transitions } = resultOfRun().arms[WITH]!;
    expect(transitions.length).toBeGreaterThan(3);
    const playback = play();
    transitions.forEach(({ atMs }, index) => {
      const to = { kind: 'transitions', count: index + 1, untilMs: SCENARIO.duration } as const;
      while (!playback.advance(to, 50));
      expect(playback.nowMs).toBe(atMs);
      expect(playback.transitions).toHaveLength(index + 1);
    });
    const short = play();
    short.advance({ kind: 'transitions', count: 1, untilMs: 1_500 }, ALL);
    expect([short.nowMs, short.transitions.length]).toEqual([1_500, 0]);
  });

  it('finds the tick of a past call, so that another playback can go there', () => {
    const ahead = play();
    ahead.advance({ kind: 'instant', atMs: 25_000 }, ALL);
    const again = play();
    const tickStart = ahead.tickOf(WITH, 'calls', 100);
    again.advance({ kind: 'instant', atMs: tickStart }, ALL);
    expect(again.arms[WITH]!.callsEnded).toBeLessThan(100);
    again.advance({ kind: 'calls', arm: WITH, count: 100 }, ALL);
    expect(again.arms[WITH]!.callsEnded).toBe(100);
    expect(again.nowMs).toBeLessThan(tickStart + SCENARIO.tick);
  });

  it('shows the present tick before it is over', () => {
    const playback = play();
    playback.advance({ kind: 'instant', atMs: 5_000 }, ALL);
    const ticks = playback.ticksOf(0);
    expect(ticks.map(({ startMs }) => startMs)).toEqual([0, 2_000, 4_000]);
    playback.advance({ kind: 'instant', atMs: 6_000 }, ALL);
    expect(playback.ticksOf(0)[2]!.orders.arrived).toBeGreaterThan(ticks[2]!.orders.arrived);
  });
});

describe('the witness', () => {
  it('knows the whole life of the order whose call ended last', () => {
    const playback = play();
    playback.advance({ kind: 'calls', arm: WITH, count: 1 }, ALL);
    const witness = playback.arms[WITH]!.witness!;
    const life = witness.diary!.lifeOf(witness.lastCallOf).map(({ what }) => what);
    const { arrived, taken, allowed, sent, began, answered } = HAPPENING;
    expect(life.filter((what) => what !== HAPPENING.charged).slice(0, 6)).toEqual([
      arrived,
      taken,
      allowed,
      sent,
      began,
      answered,
    ]);
  });

  it('tells every order from its arrival to its one end', () => {
    const playback = play();
    playback.advance(END, ALL);
    for (const arm of playback.arms) {
      const { arrived, pending } = arm.finish().totals.orders;
      const lives = Array.from({ length: arrived }, (_, i) => arm.witness!.diary!.lifeOf(i + 1));
      expect(lives.every(([first]) => first?.what === HAPPENING.arrived)).toBe(true);
      const ends = lives.map((life) => life.filter(({ what }) => what === HAPPENING.ended).length);
      expect(ends.every((number) => number <= 1)).toBe(true);
      expect(ends.filter((number) => number === 0)).toHaveLength(pending);
    }
  });
});
