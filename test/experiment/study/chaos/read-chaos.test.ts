import { describe, expect, it } from 'vitest';
import { readChaos } from '../../../../src/experiment/study/chaos/read-chaos.ts';
import type { IncidentRecord } from '../../../../src/experiment/study/chaos/record.ts';
import type { ChaosKindName } from '../../../../src/scenario/chaos/kind/index.ts';
import { load, SOUND } from '../../../scenario/loading.ts';

const ARMS = ['without breaker', 'with breaker'];
const GUARDED = `${SOUND}orderService: { pipeline: [{ breaker: {} }] }
thresholds: ["with breaker: orders.paid / orders.arrived >= 90%"]
`;

/** An incident of these kinds, the shares that the two arms paid, and whether it broke the threshold. */
function incident(
  number: number,
  kinds: readonly ChaosKindName[],
  served: readonly (number | null)[],
  broken = false,
): IncidentRecord {
  return {
    number,
    seed: 1000 + number,
    troubles: kinds.map((kind) => ({ kind, fromMs: 60_000, forMs: 30_000, strength: 0.5 })),
    arms: served.map((share) => ({ served: share, recovers: share === null ? null : share > 0.5 })),
    broken: [broken],
  };
}

const read = (records: readonly IncidentRecord[], chaos = `{ incidents: ${records.length} }`) =>
  readChaos({ scenario: load(`${GUARDED}chaos: ${chaos}\n`), arms: ARMS, records }, null);

describe('what incidents did', () => {
  const records = [
    incident(1, ['brown-out'], [0.5, 0.75]),
    incident(2, ['hard-down'], [0.9, 0.8], true),
    incident(3, ['brown-out'], [0.25, 0.75]),
    incident(4, ['brown-out', 'hard-down'], [0.75, 0.75], true),
  ];
  const result = read(records);

  it('is a mean with its interval, of each arm and of the difference', () => {
    const [without, guarded] = result.all.arms;
    expect(without!.served.mean).toBeCloseTo(0.6, 12);
    expect(guarded!.served.mean).toBeCloseTo(0.7625, 12);
    expect(without!.difference).toBeNull();
    // Differences 0.25, -0.1, 0.5, 0: t(3) at 97.5 % is 3.18245 (published tables).
    const half =
      3.18245 * Math.sqrt((0.0875 ** 2 + 0.2625 ** 2 + 0.3375 ** 2 + 0.1625 ** 2) / 3 / 4);
    const { mean, interval, betterIn, verdict } = guarded!.difference!;
    expect(mean).toBeCloseTo(0.1625, 12);
    expect(interval!.low).toBeCloseTo(0.1625 - half, 5);
    expect(interval!.high).toBeCloseTo(0.1625 + half, 5);
    expect(betterIn).toEqual({ better: 2, equal: 1, worse: 1 });
    expect(verdict).toBe('~');
  });

  it('is told by kind, in the order of the catalogue, and apart where several came at once', () => {
    expect(result.kinds.map(({ name, incidents }) => [name, incidents])).toEqual([
      ['brown-out', 2],
      ['hard-down', 1],
      ['several at once', 1],
    ]);
    expect(result.kinds[0]!.arms[1]!.difference!.mean).toBeCloseTo(0.375, 12);
  });

  it('has intervals by kind that hold all at once: wider than one alone', () => {
    // Differences 0.25 and 0.5 of three kinds: t(1) at 1 - (1 - 0.95^(1/3)) / 2 is tan of its share of a right angle.
    const level = 0.95 ** (1 / 3);
    const half = Math.tan((Math.PI / 2) * level) * 0.125;
    const { interval } = result.kinds[0]!.arms[1]!.difference!;
    expect(interval!.high - interval!.low).toBeCloseTo(2 * half, 6);
  });

  it('is at the worst what one incident in a hundred leaves', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      incident(index + 1, ['flapping'], [(index + 1) / 1000, 1]),
    );
    const { worst } = read(many).all.arms[0]!;
    expect(worst.served).toBe(10 / 1000);
    expect(worst.interval!.low).toBeGreaterThanOrEqual(2 / 1000);
    expect(worst.interval!.high).toBeLessThan(25 / 1000);
    expect(read(many.slice(0, 900)).all.arms[0]!.worst.interval).toBeNull();
  });

  it('counts who recovers, of those of which it can be told', () => {
    const some = read([
      incident(1, ['flapping'], [0.2, null]),
      incident(2, ['flapping'], [0.8, 0.9]),
    ]);
    expect(some.all.arms.map(({ recovers: { yes, of } }) => [yes, of])).toEqual([
      [1, 2],
      [1, 1],
    ]);
  });

  it.each<[string, string, string]>([
    ['{ incidents: 4 }', 'failed', 'none may break it'],
    ['{ incidents: 4, tolerance: 25% }', 'failed', 'two of four are more than one'],
    ['{ incidents: 4, tolerance: 50% }', 'passed', 'two of four are as many as may'],
  ])('a threshold over %s: %s (%s)', (chaos, verdict) => {
    const [threshold] = read(records, chaos).thresholds;
    expect(threshold).toMatchObject({ verdict, broken: { yes: 2, of: 4 } });
  });

  it('says where fewer are known than were asked for', () => {
    expect(read(records, '{ incidents: 9 }').partial).toEqual({ known: 4 });
    expect(result).not.toHaveProperty('partial');
  });

  it('is told in words', () => {
    const steady = Array.from({ length: 40 }, (_, index) =>
      incident(
        index + 1,
        [index < 20 ? 'brown-out' : 'hard-down'],
        index < 20 ? [0.5, 0.8 + index / 1000] : [0.9, 0.8 - index / 1000],
      ),
    );
    expect(read(steady).verdict.join(' ')).toBe(
      'The breaker saves 9.0 ± 7.1 % of the orders in the mean of all incidents (95 %): more in 20 of 40, fewer in 20, as many in 0. The breaker helps against brown-out; hurts under hard-down.',
    );
    expect(result.verdict.join(' ')).toMatch(
      /^Over all incidents no difference can be told: the breaker pays \+16\.3 ± 42\.\d % of the orders against without breaker/,
    );
  });
});
