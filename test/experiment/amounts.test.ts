import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import { experiment } from '../../src/experiment/experiment.ts';
import type { Result } from '../../src/experiment/result.ts';
import { loadScenario } from '../../src/scenario/load.ts';

const NAME = 'scenarios/black-friday.yaml';

function resultOf(...assignments: string[]): Result {
  const overrides = assignments.map((assignment) => ({ assignment, option: assignment }));
  const text = readFileSync(NAME, 'utf8');
  const scenario = loadScenario({ name: NAME, text }, overrides, () => '');
  const steps = experiment(scenario, armsOf(scenario), { ticks: true }, {});
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

test('a result tells what its scenario is: story, parts and script', () => {
  const { scenario } = resultOf('duration=1s', 'tick=1s');
  expect(scenario.story).toMatch(/^A slow, half-failing minute/);
  expect(scenario.script).toEqual([
    { fromMs: 200_000, untilMs: 260_000, changes: ['failure rate 50%', 'latency x3'] },
  ]);
  expect(scenario.accounts?.map(({ label }) => label)).toEqual([
    'Run',
    'Traffic',
    'PaymentService',
    'Script',
    'OrderService',
    'Pipeline',
    'Thresholds',
  ]);
});
