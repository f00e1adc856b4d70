import { describe, expect, it } from 'vitest';
import { readChaos } from '../../../../src/experiment/study/chaos/read-chaos.ts';
import type { IncidentRecord } from '../../../../src/experiment/study/chaos/record.ts';
import type { ChaosKindName } from '../../../../src/scenario/chaos/kind/index.ts';
import { load, SOUND } from '../../../scenario/loading.ts';

const ARMS = ['without breaker', 'with breaker'];

/** An incident of these kinds, and what it cost in each arm. */
function incident(
  number: number,
  kinds: readonly ChaosKindName[],
  costs: readonly (number | undefined)[],
): IncidentRecord {
  return {
    number,
    seed: number,
    troubles: kinds.map((kind) => ({ kind, fromMs: 60_000, forMs: 30_000, strength: 0.5 })),
    arms: costs.map((cost) => ({
      served: 0.5,
      recovers: true,
      ...(cost !== undefined && { costCents: cost }),
    })),
    broken: [],
  };
}

const RECORDS = [
  incident(1, ['brown-out'], [1_000_00, 400_00]),
  incident(2, ['brown-out'], [2_000_00, 800_00]),
  incident(3, ['hard-down'], [500_00, 600_00]),
  incident(4, ['hard-down'], [700_00, 600_00]),
  incident(5, ['brown-out', 'hard-down'], [9_000_00, 9_000_00]),
  incident(6, ['flapping'], [undefined, undefined]),
];

function money(incidentsPerYear: string, records = RECORDS) {
  const prices = `margin: 20%, currency: EUR, build: 6000, running: 1000, horizon: 2y`;
  const text = `${SOUND}orderService: { pipeline: [{ breaker: {} }] }
economics: { ${prices}, incidentsPerYear: ${incidentsPerYear} }
`;
  return readChaos({ scenario: load(text), arms: ARMS, records }, null);
}

describe('a year of incidents by kind', () => {
  it('is the number of each by its mean cost, and what an arm saves is paired', () => {
    const { economics, verdict } = money('{ brown-out: 8, hard-down: 2 }');
    const [without, withBreaker] = economics!.year!;
    expect(without!.cost.mean).toBe(8 * 1_500_00 + 2 * 600_00);
    expect(withBreaker!.cost.mean).toBe(8 * 600_00 + 2 * 600_00);
    const { saving, returns } = withBreaker!.against!;
    expect(saving.mean).toBe(8 * 900_00);
    // Price of two years: 6,000 + 2 × 1,000; payback 6,000 / (7,200 − 1,000) years.
    expect(returns.returnOnInvestment).toBeCloseTo((2 * 7_200) / 8_000 - 1, 12);
    expect(returns.paybackYears).toBeCloseTo(6_000 / 6_200, 12);
    expect(
      economics!.kinds.map(({ kind, incidents, perYear }) => [kind, incidents, perYear]),
    ).toEqual([
      ['brown-out', 2, 8],
      ['hard-down', 2, 2],
    ]);
    expect(verdict.join(' ')).toContain(
      'A year of incidents, 8 of brown-out and 2 of hard-down, costs 13,200 ±',
    );
    expect(verdict.join(' ')).toContain('No saving can be told with breaker: 7,200 ±');
  });

  it('of a kind that never came alone is not told, and the kind is', () => {
    const { economics, verdict } = money('{ brown-out: 8, flapping: 1 }');
    expect(economics).toMatchObject({ year: null, lacking: ['flapping'] });
    expect(verdict.join(' ')).toContain('cannot be told: of flapping,');
  });

  it('of incidents that are not counted by kind is none, and without prices nothing is', () => {
    expect(money('6').economics).toMatchObject({ year: null, lacking: [] });
    const bare = load(`${SOUND}orderService: { pipeline: [{ breaker: {} }] }\n`);
    const told = readChaos({ scenario: bare, arms: ARMS, records: RECORDS }, null);
    expect(told.economics).toBeUndefined();
  });

  it('is no promise that a single scenario could keep', () => {
    const threshold = 'thresholds: ["with breaker: economics.costPerYearCents <= 100"]';
    const text = (number: string) =>
      `${SOUND}orderService: { pipeline: [{ breaker: {} }] }
economics: { margin: 20%, incidentsPerYear: ${number} }
${threshold}
`;
    expect(load(text('3')).thresholds).toHaveLength(1);
    expect(() => load(text('{ brown-out: 3 }'))).toThrow(
      'a year of several kinds is told by blackfriday chaos',
    );
  });
});
