import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runApart, together } from '../../src/experiment/apart.ts';
import { armsOf } from '../../src/experiment/arms.ts';
import type { Result } from '../../src/experiment/result.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { setOption } from '../../src/scenario/overrides.ts';
import type { Scenario } from '../../src/scenario/schema.ts';
import { SHIPPED, shipped } from '../lab/bench.ts';
import { scenarioOf } from '../model/scenarios.ts';
import { anyScenario } from './random-scenario.ts';
import { compared, toEnd } from './runs.ts';

/** Each arm by itself, and what came of it sent as from one thread to another. */
function apart(scenario: Scenario): Result {
  const plans = armsOf(scenario);
  const arms = plans.map((plan) => structuredClone(toEnd(runApart(scenario, plan))));
  return together(scenario, plans, arms);
}

test('arms that ran apart make the result of arms that ran side by side, to the byte', () => {
  fc.assert(
    fc.property(anyScenario, (written) => {
      const scenario = scenarioOf(written);
      expect(JSON.stringify(apart(scenario))).toBe(JSON.stringify(compared(scenario)));
    }),
    { numRuns: 100 },
  );
});

test.each(SHIPPED)('%s, of a minute, as well', (name) => {
  const scenario = loadScenario(shipped(name), [setOption('duration=1m')], () => '');
  expect(JSON.stringify(apart(scenario))).toBe(JSON.stringify(compared(scenario)));
});
