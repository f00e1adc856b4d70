import { describe, expect, it } from 'vitest';
import { CHAOS_KIND_NAMES } from '../../src/scenario/chaos/kind/index.ts';
import { describeScenario } from '../../src/scenario/describe.ts';
import { complaint, load, SOUND } from './loading.ts';

const priced = (settings: string): string => `${SOUND}economics: { ${settings} }\n`;
const LEAST = 'margin: 20%, incidentsPerYear: 12';

describe('the economics of a scenario', () => {
  it('have every price, those left out being 0', () => {
    expect(load(priced(LEAST)).economics).toEqual({
      currency: '',
      margin: 0.2,
      failedOrder: 0,
      blockedOrder: 0,
      rejectedOrder: 0,
      substitutedOrder: 0,
      deferredOrder: 0,
      duplicateCharge: 0,
      orphanedCharge: 0,
      incidentsPerYear: 12,
      build: 0,
      running: 0,
      horizon: 3,
    });
  });

  it('are absent where nobody names prices', () => {
    expect(load(SOUND).economics).toBeUndefined();
  });

  it.each([
    ['margin=5%', { margin: 0.05 }],
    ['failedOrder=1.25', { failedOrder: 1.25 }],
    ['incidentsPerYear=0.5', { incidentsPerYear: 0.5 }],
    ['incidentsPerYear={ hard-down: 2 }', { incidentsPerYear: { 'hard-down': 2 } }],
    ['horizon=1.5y', { horizon: 1.5 }],
    ['horizon=2 years', { horizon: 2 }],
  ])('--set economics.%s', (assignment, expected) => {
    expect(load(priced(LEAST), [`economics.${assignment}`]).economics).toMatchObject(expected);
  });

  it('take a number for every kind of incident', () => {
    const kinds = CHAOS_KIND_NAMES.map((kind, index) => `${kind}: ${index}`).join(', ');
    const { economics } = load(priced(`margin: 1, incidentsPerYear: { ${kinds} }`));
    expect(Object.keys(economics!.incidentsPerYear)).toEqual([...CHAOS_KIND_NAMES]);
  });

  it('are shown with the defaults said', () => {
    const shown = describeScenario(load(priced(`currency: EUR, ${LEAST}, failedOrder: 1.5`)), {
      width: 200,
      ascii: true,
    });
    expect(shown).toContain('margin 20% of a paid order, in EUR');
    expect(shown).toContain('failed order 1.5, blocked order 0, rejected order 0');
    expect(shown).toContain('12 incidents a year like this one');
    expect(shown).toContain('build 0 once, running 0 a year, over 3y');
  });
});

describe('a mistake in the economics', () => {
  // settings | at | found | expected
  it.each([
    ['incidentsPerYear: 1', 'economics', 'no "margin"', 'a share such as 40% or 0.4'],
    [
      'margin: 20%',
      'economics',
      'no "incidentsPerYear"',
      'a number of incidents a year, 0 or more',
    ],
    ['margin: 120%, incidentsPerYear: 1', 'economics.margin', '120%', 'between 0% and 100%'],
    [`${LEAST}, failedOrder: -1`, 'economics.failedOrder', '-1', 'not below 0'],
    [`${LEAST}, build: 50k`, 'economics.build', '50k', 'an amount of money such as 19.99'],
    [`${LEAST}, horizon: 3`, 'economics.horizon', '3', 'a number of years with its unit: 3y?'],
    [
      `${LEAST}, horizon: 18mo`,
      'economics.horizon',
      '18mo',
      'a number of years such as 3y or 1.5y',
    ],
    [`${LEAST}, horizon: 0y`, 'economics.horizon', '0y', 'above 0'],
    [`${LEAST}, horizon: 101y`, 'economics.horizon', '101y', 'at most 100y'],
    [`${LEAST}, currency: 3`, 'economics.currency', '3', 'the name or sign of a currency'],
    [
      `${LEAST}, currency: Maria Theresa thaler`,
      'economics.currency',
      'Maria',
      'at most 12 letters',
    ],
    ['margin: 0, incidentsPerYear: -1', 'economics.incidentsPerYear', '-1', '0 or more'],
    ['margin: 0, incidentsPerYear: 1e9', 'economics.incidentsPerYear', '1e9', 'at most 100,000'],
    ['margin: 0, incidentsPerYear: {}', 'economics.incidentsPerYear', '{}', 'one kind of incident'],
    [
      'margin: 0, incidentsPerYear: { brownout: 8 }',
      'economics.incidentsPerYear.brownout',
      'unknown key "brownout"',
      'did you mean "brown-out"?',
    ],
    [`${LEAST}, failed: 1`, 'economics.failed', 'unknown key "failed"', 'failedOrder'],
  ])('%s', (settings, at, found, expected) => {
    const text = complaint(priced(settings));
    expect(text).toContain(`: ${at}\n`);
    expect(text).toContain(`found ${found}`);
    expect(text).toContain(expected);
  });

  it('is a threshold on costs that no prices tell', () => {
    const threshold = 'thresholds: ["as written: economics.costPerYearCents <= 5"]\n';
    expect(complaint(SOUND + threshold)).toContain(
      'expected an "economics" block in the scenario, whose prices economics.costPerYearCents is told by',
    );
    expect(load(priced(LEAST) + threshold).thresholds).toHaveLength(1);
  });

  it('is a name without its unit, which money needs', () => {
    const threshold = 'thresholds: ["as written: economics.costPerYear <= 5"]\n';
    expect(complaint(priced(LEAST) + threshold)).toContain(
      'did you mean "economics.costPerYearCents"?',
    );
  });
});
