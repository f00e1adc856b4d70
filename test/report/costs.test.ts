import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { costMatrix } from '../../src/report/cost-matrix.ts';
import { createPaint } from '../../src/report/paint.ts';
import { costLines } from '../../src/report/table/costs.ts';
import { compared } from '../experiment/runs.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { reporterOf, told } from './reporting.ts';

const PRICES = {
  currency: 'EUR',
  margin: '20%',
  failedOrder: 1.5,
  incidentsPerYear: 12,
  build: 3000,
  running: 500,
};

const scenario = (more: Written = {}) =>
  scenarioOf({
    seed: 5,
    duration: '2m',
    tick: '10s',
    traffic: { arrivals: 'poisson', startRate: 10 },
    paymentService: {
      latency: { distribution: 'exponential', mean: '200ms' },
      capacity: 4,
      queue: 100,
      script: [{ at: '30s', for: '20s', latency: 'x4' }],
    },
    orderService: {
      pipeline: [
        { retry: { calls: 2 } },
        { breaker: { trip: { kind: 'consecutive-failures', failures: 5 } } },
        { timeout: '1s' },
      ],
    },
    economics: PRICES,
    ...more,
  });

const RESULT = compared(scenario());

function linesOf(result: Result, width: number): string[] {
  return costLines(result, width, createPaint({ colour: false, ascii: false }));
}

describe('the matrix of costs', () => {
  const { title, rows, verdict } = costMatrix(RESULT)!;
  const row = (label: string) => rows.find((one) => one.label === label)!.cells;

  it('has a column an arm, and figures against the first under the others alone', () => {
    expect(title).toBe('Costs, in EUR');
    expect(rows.every(({ cells }) => cells.length === 2)).toBe(true);
    expect(row('saved a year')[0]).toBe('');
    expect(row('saved a year')[1]).not.toBe('');
  });

  it('leaves out what happened in no arm', () => {
    expect(rows.map(({ label }) => label)).not.toContain('charges gone wrong');
  });

  it('is told in words as well', () => {
    expect(verdict[0]).toMatch(
      /^An incident costs [\d,]+ without, [\d,]+ with it: [\d,]+ EUR less\.$/,
    );
    expect(verdict.join(' ')).toContain('3,000 EUR to build and 500 EUR a year to run');
  });

  it('says where a recovery never came, and that the bill is a floor', () => {
    const script = [{ at: '30s', outage: 'refuse' }];
    const lasting = compared(scenario({ paymentService: { latency: '200ms', script } }));
    const matrix = costMatrix(lasting)!;
    expect(matrix.rows.find(({ label }) => label === 'mean time to recovery')!.cells).toEqual([
      'not in the run',
      'not in the run',
    ]);
    expect(matrix.verdict.at(-1)).toMatch(/^With it and without, service is not back to normal/);
  });

  // what | prices | row | figure
  it.each([
    ['no incidents', { incidentsPerYear: 0 }, 'pays for itself after', 'never'],
    ['no incidents', { incidentsPerYear: 0 }, 'cost a year', '0'],
    ['no incidents', { incidentsPerYear: 0 }, 'return on investment', '-100 %'],
    ['no price', { build: 0, running: 0 }, 'return on investment', 'costs nothing'],
    ['no price', { build: 0, running: 0 }, 'pays for itself after', 'at once'],
    ['nothing to lose', { margin: 0, failedOrder: 0 }, 'saved an incident', '0'],
    ['nothing to lose', { margin: 0, failedOrder: 0 }, 'break-even, incidents a year', 'no number'],
  ])('%s: %o', (_, prices, label, figure) => {
    const matrix = costMatrix(compared(scenario({ economics: { ...PRICES, ...prices } })))!;
    expect(matrix.rows.find((one) => one.label === label)!.cells[1]).toBe(figure);
  });

  it('has no figures of a year where incidents are given by kind', () => {
    const incidentsPerYear = { 'hard-down': 2 };
    const result = compared(scenario({ economics: { ...PRICES, incidentsPerYear } }));
    const matrix = costMatrix(result)!;
    expect(matrix.rows.map((one) => one.label).filter((label) => /year/.test(label))).toEqual([
      'break-even, incidents a year',
    ]);
    expect(matrix.verdict.join(' ')).toContain('blackfriday chaos tells');
  });

  it('is not there where the scenario names no prices', () => {
    const { economics: _, ...arm } = RESULT.arms[0]!.totals;
    expect(costMatrix({ ...RESULT, arms: [{ ...RESULT.arms[0]!, totals: arm }] })).toBeUndefined();
  });
});

describe('the costs on a screen', () => {
  it('of 80 columns', async () => {
    await expect(linesOf(RESULT, 80).join('\n')).toMatchFileSnapshot('golden/costs-80.txt');
  });

  it('put arms for which there is no room below the others', () => {
    const arms = Object.fromEntries(
      ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'].map((name, index) => [
        `the ${name} of six arms`,
        { set: { 'orderService.pipeline.timeout': `${index + 1}s` } },
      ]),
    );
    const lines = linesOf(compared(scenario({ arms })), 80);
    expect(lines.filter((line) => line.startsWith(' Costs, in EUR')).length).toBeGreaterThan(1);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe.each(['table', 'markdown'])('the costs in %s', (format) => {
  it('stand once, and no cost stands in the summary', () => {
    const text = told(reporterOf(format, { ticks: false }), RESULT);
    expect(text.match(/cost of an incident/g)).toHaveLength(1);
    expect(text).toContain('An incident costs');
  });
});

describe.each(['json', 'ndjson'])('the costs in %s', (format) => {
  it('are the rows of the table of metrics, and what a comparison makes of them', () => {
    const text = told(reporterOf(format, { ticks: false }), RESULT);
    expect(text.match(/"costPerYearCents":/g)).toHaveLength(2);
    expect(text.match(/"paybackYears":/g)).toHaveLength(1);
  });
});
