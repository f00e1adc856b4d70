import { describe, expect, it } from 'vitest';
import { standardExponential } from '../../../src/kernel/distribution/standard-exponential.ts';
import { standardNormal } from '../../../src/kernel/distribution/standard-normal.ts';
import { ziggurat } from '../../../src/kernel/distribution/ziggurat.ts';
import { RandomStream } from '../../../src/kernel/random-stream.ts';
import { chiSquare, correlation, kolmogorov, moments, normalCdf } from '../statistics.ts';

const N = 1_000_000;

/** Five standard errors: with fixed seeds a test that passes does so for good. */
const SIGMAS = 5;

/** What is above once in ten thousand samples. */
const KOLMOGOROV = 2.23;

interface Law {
  readonly draw: (stream: RandomStream) => number;
  readonly cdf: (x: number) => number;
  /** Expected values of the powers, from the 1st to the 8th. */
  readonly powers: readonly number[];
  /** Where the lowest layer ends and the tail begins, and the law of what lies beyond it. */
  readonly tail: number;
  readonly beyond: (excess: number) => number;
}

const upper = (x: number): number => 1 - normalCdf(x);

const LAWS: Readonly<Record<string, Law>> = {
  exponential: {
    draw: standardExponential,
    cdf: (x) => 1 - Math.exp(-x),
    powers: [1, 2, 6, 24, 120, 720, 5040, 40_320],
    tail: 7.697117,
    beyond: (excess) => 1 - Math.exp(-excess),
  },
  normal: {
    draw: standardNormal,
    cdf: normalCdf,
    powers: [0, 1, 0, 3, 0, 15, 0, 105],
    tail: 3.654153,
    beyond: (excess) => 1 - upper(3.654153 + excess) / upper(3.654153),
  },
};

describe.each(Object.entries(LAWS))(
  'the standard %s law',
  (name, { draw, cdf, powers, ...law }) => {
    const stream = new RandomStream(9, name);
    const values = Float64Array.from({ length: N }, (_, order) => draw(stream.at(order)));

    it('is kept to everywhere', () => {
      expect(kolmogorov(values, cdf)).toBeLessThan(KOLMOGOROV);
      expect(Math.abs(chiSquare(values, cdf, 4096))).toBeLessThan(SIGMAS);
    });

    it('is kept to by one long sequence as well', () => {
      stream.at(0);
      const sequence = Float64Array.from({ length: N }, () => draw(stream));
      expect(kolmogorov(sequence, cdf)).toBeLessThan(KOLMOGOROV);
      expect(Math.abs(chiSquare(sequence, cdf, 4096))).toBeLessThan(SIGMAS);
    });

    it.each([1, 2, 3, 4])('has its moment %i', (power) => {
      const { mean } = moments(values.map((value) => value ** power));
      const expected = powers[power - 1]!;
      const error = Math.sqrt((powers[2 * power - 1]! - expected ** 2) / N);
      expect(Math.abs(mean - expected)).toBeLessThan(SIGMAS * error);
    });

    it('has its tails, beyond the last layer too', () => {
      for (const x of [law.tail - 2, law.tail - 0.5, law.tail, law.tail + 0.5]) {
        for (const side of [-1, 1]) {
          const share = side > 0 ? 1 - cdf(x) : Math.max(0, cdf(-x));
          const found = values.filter((value) => value * side > x).length / N;
          expect(Math.abs(found - share)).toBeLessThanOrEqual(SIGMAS * Math.sqrt(share / N));
        }
      }
      const excesses = values.map((value) => Math.abs(value) - law.tail).filter((one) => one > 0);
      expect(excesses.length).toBeGreaterThan(200);
      expect(kolmogorov(excesses, law.beyond)).toBeLessThan(KOLMOGOROV);
    });

    it('has draws that know nothing of each other: of orders up to 32 apart, of eight calls', () => {
      const few = 100_000;
      const first = Array.from(values.subarray(0, few));
      const others = [
        ...Array.from({ length: 32 }, (_, lag) => values.subarray(lag + 1, lag + 1 + few)),
        ...Array.from({ length: 8 }, (_, call) =>
          Float64Array.from(first, (__, order) => draw(stream.at(order, call + 1))),
        ),
      ];
      for (const other of others) {
        const found = correlation(first, Array.from(other));
        expect(Math.abs(found)).toBeLessThan(SIGMAS / Math.sqrt(few));
      }
    });
  },
);

it.each([
  ['exponential', (x: number) => Math.exp(-x), (h: number) => -Math.log(h), 7.69711747013105],
  [
    'normal',
    (x: number) => Math.exp(-(x * x) / 2),
    (h: number) => Math.sqrt(-2 * Math.log(h)),
    3.6541528853610088,
  ],
] as const)(
  'layers of equal area close at the top of the curve: %s',
  (name, curve, inverse, tail) => {
    const area = name === 'normal' ? 0.004928673233974658 : (tail + 1) * Math.exp(-tail);
    const { heights, steps, inside } = ziggurat(curve, inverse, { tail, area, width: 2 ** 24 });
    expect(heights).toHaveLength(257);
    expect(heights[256]).toBe(1);
    for (let layer = 1; layer < 256; layer++) {
      const height = heights[layer + 1]! - heights[layer]!;
      expect((steps[layer]! * 2 ** 24 * height) / area).toBeCloseTo(1, 9);
      expect(inside[layer]! * steps[layer]!).toBeLessThanOrEqual(
        inverse(heights[layer + 1]!) + 1e-12,
      );
    }
  },
);
