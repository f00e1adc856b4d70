import { describe, expect, test } from 'vitest';
import { DRAWINGS } from '../../src/cli/drawings.ts';
import type { Result } from '../../src/experiment/result.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { reporterOf, told } from './reporting.ts';
import { flood } from './results.ts';

const FACTS = ['0.1.0', '2026', '--set paymentService.failureRate=40%', '--duration 10m'];

const result: Result = {
  ...flood(),
  scenario: {
    ...flood().scenario,
    version: '0.1.0',
    overrides: FACTS.slice(2),
    settings: { paymentService: { failureRate: 0.4 } },
  },
};

describe('what can be kept tells version, seed and overrides', () => {
  test.each(REPORTERS.map(({ name }) => name))('%s', (format) => {
    const text = told(reporterOf(format, { width: 160 }), result);
    for (const fact of FACTS) expect(text).toContain(fact);
  });

  test.each(DRAWINGS.filter(({ isIn }) => isIn(result)).map((one) => [one.name, one] as const))(
    'the picture of %s',
    (_, { draw }) => {
      const [, metadata] = /<metadata>(.*)<\/metadata>/.exec(draw(result))!;
      expect(metadata).toBe(`blackfriday 0.1.0, flood, seed 2026, ${FACTS.slice(2).join(', ')}`);
    },
  );

  test('csv: in a comment above the header', () => {
    const [comment, header] = told(reporterOf('csv'), result).split('\n');
    expect(comment).toBe(`# blackfriday 0.1.0, flood, seed 2026, ${FACTS.slice(2).join(', ')}`);
    expect(header).toMatch(/^arm,startMs,state,orders\.arrived,/);
  });

  test('json and the first line of ndjson: with the whole scenario', () => {
    const { settings } = result.scenario;
    expect(JSON.parse(told(reporterOf('json'), result)).scenario.settings).toEqual(settings);
    const [run] = told(reporterOf('ndjson'), result).split('\n');
    expect(JSON.parse(run!).scenario.settings).toEqual(settings);
  });
});
