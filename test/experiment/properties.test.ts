import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmResult } from '../../src/experiment/result.ts';
import { scenarioOf } from '../model/scenarios.ts';
import { expectLawful } from './laws.ts';
import { anyScenario, neverTripping } from './random-scenario.ts';
import { asWritten, compared, run } from './runs.ts';

const RUNS = { numRuns: 200 };

/** All that was counted and measured, but the breaker itself. */
function apartFromBreaker({ totals, ticks }: ArmResult) {
  return {
    totals: { ...totals, breaker: null },
    ticks: ticks!.map((tick) => ({ ...tick, state: null })),
  };
}

describe('whatever the scenario', () => {
  it('orders, calls and money are conserved, ticks add up, states follow one another', () => {
    fc.assert(
      fc.property(anyScenario, (written) => {
        const scenario = scenarioOf(written);
        expectLawful(compared(scenario), scenario);
      }),
      RUNS,
    );
  });

  it('a repeat is identical to the byte', () => {
    fc.assert(
      fc.property(anyScenario, (written) => {
        const once = JSON.stringify(compared(scenarioOf(written)));
        expect(JSON.stringify(compared(scenarioOf(written)))).toBe(once);
      }),
      { numRuns: 50 },
    );
  });

  it('an arm is the same alone as beside another', () => {
    fc.assert(
      fc.property(anyScenario, (written) => {
        const scenario = scenarioOf(written);
        const beside = compared(scenario).arms.at(-1)!;
        const alone = run(scenario, [asWritten(scenario)]).arms[0]!;
        expect({ ...alone, name: beside.name }).toEqual(beside);
      }),
      { numRuns: 50 },
    );
  });

  it('arms share luck: with a breaker that never opens all is as without', () => {
    fc.assert(
      fc.property(neverTripping, (written) => {
        const { arms, comparison } = compared(scenarioOf(written));
        const [without, withBreaker] = arms as [ArmResult, ArmResult];
        expect(withBreaker.transitions).toEqual([]);
        expect(apartFromBreaker(withBreaker)).toEqual(apartFromBreaker(without));
        expect(comparison).toMatchObject({
          winner: null,
          difference: { paidOrders: 0, paidCents: 0, paidLaterOrders: 0, paidLaterCents: 0 },
          cost: { orders: 0, amountCents: 0 },
          loss: { orders: 0, amountCents: 0 },
          gain: { orders: 0, amountCents: 0 },
        });
      }),
      { numRuns: 100 },
    );
  });
});
