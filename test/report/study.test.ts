import { describe, expect, it } from 'vitest';
import { readStudy } from '../../src/experiment/study/read-study.ts';
import { STUDY_ROWS } from '../../src/experiment/study/rows.ts';
import { beginStudy } from '../../src/experiment/study/run-study.ts';
import { STUDY_REPORTERS } from '../../src/report/study/index.ts';
import { uncertain, uncertainDifference } from '../../src/report/study/uncertain.ts';
import { varyOption } from '../../src/scenario/overrides.ts';
import { shippedPlan, studied } from '../experiment/study/studies.ts';

const study = readStudy(studied(shippedPlan('classic', { ticks: true }), 8));
const LOOKS = {
  width: 80,
  colour: false,
  ascii: false,
  everyTick: false,
  byService: false,
  ticks: true,
  quiet: false,
};

function written(name: string, looks: Partial<typeof LOOKS> = {}, what = study): string {
  const reporter = STUDY_REPORTERS.find((one) => one.name === name)!;
  return [...reporter.write(what, { ...LOOKS, ...looks })].join('');
}

describe.each([
  ['table', 'txt'],
  ['markdown', 'md'],
  ['chart', 'txt'],
  ['csv', 'csv'],
])('%s', (name, ending) => {
  it('is as it was', async () => {
    await expect(written(name)).toMatchFileSnapshot(`golden/study-${name}.${ending}`);
  });
});

describe('a table keeps within its screen', () => {
  const arms = [varyOption('orderService.pipeline.breaker.open.duration=500ms,1s,2s,3s,4s,5s')];
  const many = readStudy(studied(shippedPlan('classic', { overrides: arms, ticks: true }), 3));

  it.each([72, 80, 100, 120, 160, 200])('of %s columns', (width) => {
    for (const what of [study, many]) {
      const lines = written('table', { width, ticks: what === study }, what).split('\n');
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });

  it('with all arms in it, and every difference', () => {
    const text = written('table', { ticks: false }, many);
    for (const { name } of many.cells[0]!.arms) expect(text).toContain(`"${name}"`.slice(1, 12));
    expect(text.match(/difference/g)!.length).toBeGreaterThanOrEqual(6);
    expect(text).toContain('Šidák: each at 99.15 %');
  });
});

it('json is the study, and ndjson has a line for every metric of every arm', () => {
  expect(JSON.parse(written('json'))).toEqual(JSON.parse(JSON.stringify(study)));
  const lines = written('ndjson').trimEnd().split('\n');
  const facts = lines.map((line) => JSON.parse(line) as { type: string });
  // It names no prices, so nothing is told in money.
  const rows = STUDY_ROWS.filter(({ path }) => !path.startsWith('economics.'));
  expect(facts.filter(({ type }) => type === 'metric')).toHaveLength(2 * rows.length);
  expect(facts[0]).toMatchObject({ type: 'study', seeds: [{ from: 1, count: 8 }] });
});

it('a study of which nothing is known says so in every format', () => {
  const empty = readStudy(beginStudy(shippedPlan('classic'), [{ from: 1, count: 4 }], null));
  for (const { name } of STUDY_REPORTERS) {
    expect(written(name, {}, empty)).not.toMatch(/NaN|undefined|Infinity/);
  }
  expect(written('table', {}, empty)).toContain('known of 0 replications only');
});

it.each<[number, number, Parameters<typeof uncertain>[1], string, string]>([
  [110_245.3, 1_204, 'count', '110,245 ± 1,204', '+110,245 ± 1,204'],
  [0.5, 0.77, 'count', '0.50 ± 0.77', '+0.50 ± 0.77'],
  [18.23, 1.1, 'count', '18.2 ± 1.1', '+18.2 ± 1.1'],
  [-42, 0, 'count', '-42', '-42'],
  [0.886_31, 0.000_63, 'share', '88.631 ± 0.063 %', '+88.631 ± 0.063 points'],
  [-0.1, 0.03, 'share', '-10.0 ± 3.0 %', '-10.0 ± 3.0 points'],
  [123_456, 789, 'cents', '1,235 ± 8', '+1,235 ± 8'],
  [610, 3.4, 'ms', '610ms ± 3.4ms', '+610ms ± 3.4ms'],
])('%s within %s %s reads %s', (mean, half, unit, text, difference) => {
  const interval = { low: mean - half, high: mean + half };
  const reading = { mean, interval, p10: mean, median: mean, p90: mean, seeds: 9 };
  expect(uncertain(reading, unit)).toBe(text);
  expect(uncertainDifference(reading, unit)).toBe(difference);
});
