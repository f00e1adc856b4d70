import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stretchesOf } from '../../../src/experiment/recording/change-points.ts';
import { ratesOf } from '../../../src/experiment/recording/rate-pieces.ts';
import { dateText } from '../../../src/kernel/calendar.ts';

/** Every way to cut so many steps. */
function cuts(count: number): number[][] {
  return Array.from({ length: 2 ** (count - 1) }, (_, mask) =>
    Array.from({ length: count + 1 }, (_one, i) => i).filter(
      (i) => i === 0 || i === count || (mask >> (i - 1)) & 1,
    ),
  );
}

it('no other way to cut costs less', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 9 }),
      (values) => {
        const cost = (from: number, until: number) => {
          const part = values.slice(from, until);
          const mean = part.reduce((sum, one) => sum + one, 0) / part.length;
          return part.reduce((sum, one) => sum + (one - mean) ** 2, 0);
        };
        const total = (edges: readonly number[]) =>
          edges.slice(1).reduce((sum, edge, i) => sum + cost(edges[i]!, edge) + 20, 0);
        const found = stretchesOf(values.length, cost, 20);
        const least = Math.min(...cuts(values.length).map(total));
        expect(total([0, ...found.map(({ until }) => until)])).toBeCloseTo(least, 6);
      },
    ),
  );
});

describe('rates', () => {
  const counts = (...parts: readonly (readonly [steps: number, requests: number])[]) =>
    parts.flatMap(([steps, requests]) => Array.from({ length: steps }, () => requests));
  const told = (values: readonly number[]) =>
    ratesOf(values).pieces.map(({ from, until, begins, ends }) => [
      from,
      until,
      Math.round(begins),
      Math.round(ends),
    ]);

  it.each([
    ['one level', counts([40, 100]), [[0, 40, 100, 100]]],
    [
      'a step up',
      counts([20, 100], [20, 200]),
      [
        [0, 20, 100, 100],
        [20, 40, 200, 200],
      ],
    ],
    [
      'in the midst of a step',
      counts([20, 100], [1, 150], [20, 200]),
      [
        [0, 21, 100, 100],
        [21, 41, 200, 200],
      ],
    ],
    [
      'a spike',
      counts([20, 100], [1, 500], [20, 100]),
      [
        [0, 20, 100, 100],
        [20, 21, 500, 500],
        [21, 41, 100, 100],
      ],
    ],
    [
      'silence',
      counts([20, 100], [20, 0]),
      [
        [0, 20, 100, 100],
        [20, 40, 0, 0],
      ],
    ],
    ['nothing at all', counts([5, 0]), [[0, 5, 0, 0]]],
    ['one step', [7], [[0, 1, 7, 7]]],
  ])('%s', (_, values, pieces) => {
    expect(told(values)).toEqual(pieces);
  });

  it('a ramp between two levels', () => {
    const ramp = Array.from({ length: 20 }, (_, i) => 102.5 + 5 * i);
    const [first, line, last, ...others] = told([
      ...counts([20, 100]),
      ...ramp,
      ...counts([20, 200]),
    ]);
    expect([first, last, others]).toEqual([[0, 20, 100, 100], [40, 60, 200, 200], []]);
    expect(line).toEqual([20, 40, 100, 200]);
  });
});

it('dates are those of the calendar', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(-6e13), max: new Date(2.5e14), noInvalidDate: true }),
      (date) => {
        const iso = date.toISOString();
        expect(dateText(date.getTime())).toBe(
          `${iso.slice(0, -14).slice(-10)} ${iso.slice(-13, -5)} UTC`,
        );
      },
    ),
  );
});
