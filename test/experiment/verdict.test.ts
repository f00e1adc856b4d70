import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import { scenarioOf } from '../model/scenarios.ts';
import { anyScenario } from './random-scenario.ts';
import { compared, run } from './runs.ts';
import { SCENARIOS } from './verdict-cases.ts';

test('built cases are told as an expert would', async () => {
  const told = Object.entries(SCENARIOS).map(([name, text]) => {
    const scenario = loadScenario({ name: 'case.yaml', text }, [], () => '');
    const { verdict } = compared(scenario).comparison!;
    return `# ${name}\n\n${verdict.join('\n')}\n`;
  });
  await expect(told.join('\n')).toMatchFileSnapshot('golden/verdicts.md');
});

describe('what a comparison says does not depend on ticks', () => {
  /** All that is judged. */
  const judged = (scenario: ReturnType<typeof scenarioOf>, ticks: boolean) => {
    const { arms, comparison } = run(scenario, armsOf(scenario), { ticks });
    return { comparison, arms: arms.map(({ totals, incidents }) => ({ totals, incidents })) };
  };

  test('of any scenario', () => {
    const tick = fc.integer({ min: 1, max: 60_000 });
    fc.assert(
      fc.property(anyScenario, tick, (written, tickMs) => {
        const usual = judged(scenarioOf(written), true);
        expect(judged(scenarioOf({ ...written, tick: `${tickMs}ms` }), false)).toEqual(usual);
      }),
      { numRuns: 60 },
    );
  });

  test.each(Object.entries(SCENARIOS))('%s', (_, text) => {
    const load = (tick: string) =>
      loadScenario({ name: 'case.yaml', text: `${text}\ntick: ${tick}` }, [], () => '');
    expect(judged(load('7s'), false)).toEqual(judged(load('1m'), true));
  });
});
