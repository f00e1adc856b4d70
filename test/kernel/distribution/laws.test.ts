import { describe, expect, it } from 'vitest';
import { DISTRIBUTIONS, distribution } from '../../../src/kernel/distribution/index.ts';
import { money } from '../../../src/kernel/quantities.ts';
import { RandomStream } from '../../../src/kernel/random-stream.ts';
import { decode } from '../../../src/kernel/settings.ts';
import { moments } from '../statistics.ts';

const N = 200_000;

/** Five standard errors: with fixed seeds a test that passes does so for good. */
const SIGMAS = 5;

/** A law as the textbooks give it. */
interface Law {
  readonly written: { readonly distribution: string; readonly [parameter: string]: unknown };
  readonly mean: number;
  /** An infinite moment is not measured: no sample has it. */
  readonly variance: number;
  /** The fourth central moment over the squared variance. */
  readonly kurtosis: number;
  /** Share of values at most this, for several values. */
  readonly quantiles: readonly (readonly [share: number, value: number])[];
}

const SHARES = [0.05, 0.5, 0.95, 0.99];

/** Quantiles of the standard normal distribution, from the tables. */
const NORMAL = [
  [0.05, -1.644854],
  [0.5, 0],
  [0.95, 1.644854],
  [0.99, 2.326348],
] as const;

/** Quantiles of chi-square, from the tables, by degrees of freedom. */
const CHI_SQUARE = {
  1: [0.0039321, 0.454936, 3.841459, 6.634897],
  4: [0.710723, 3.356694, 9.487729, 13.276704],
  10: [3.940299, 9.341818, 18.307038, 23.209251],
} as const;

function exponential(mean: number): Law {
  return {
    written: { distribution: 'exponential', mean },
    mean,
    variance: mean ** 2,
    kurtosis: 9,
    quantiles: SHARES.map((share) => [share, -mean * Math.log(1 - share)]),
  };
}

function uniform(min: number, max: number): Law {
  return {
    written: { distribution: 'uniform', min, max },
    mean: (min + max) / 2,
    variance: (max - min) ** 2 / 12,
    kurtosis: 9 / 5,
    quantiles: SHARES.map((share) => [share, min + share * (max - min)]),
  };
}

function lognormal(median: number, p95: number): Law {
  const sigma = Math.log(p95 / median) / 1.644854;
  const w = Math.exp(sigma ** 2);
  return {
    written: { distribution: 'lognormal', median, p95 },
    mean: median * Math.sqrt(w),
    variance: median ** 2 * w * (w - 1),
    kurtosis: w ** 4 + 2 * w ** 3 + 3 * w ** 2 - 3,
    quantiles: NORMAL.map(([share, z]) => [share, median * Math.exp(sigma * z)]),
  };
}

/** Twice a standard gamma value of shape k is chi-square with 2k degrees of freedom. */
function gamma(mean: number, freedom: keyof typeof CHI_SQUARE): Law {
  const shape = freedom / 2;
  return {
    written: { distribution: 'gamma', mean, shape },
    mean,
    variance: mean ** 2 / shape,
    kurtosis: 3 + 6 / shape,
    quantiles: CHI_SQUARE[freedom].map((x, i) => [SHARES[i]!, ((mean / shape) * x) / 2]),
  };
}

function pareto(min: number, shape: number): Law {
  const a = shape;
  return {
    written: { distribution: 'pareto', min, shape },
    mean: a > 1 ? (min * a) / (a - 1) : Infinity,
    variance: a > 2 ? (min ** 2 * a) / ((a - 1) ** 2 * (a - 2)) : Infinity,
    kurtosis: a > 4 ? 3 + (6 * (a ** 3 + a ** 2 - 6 * a - 2)) / (a * (a - 3) * (a - 4)) : Infinity,
    quantiles: SHARES.map((share) => [share, min * (1 - share) ** (-1 / a)]),
  };
}

const LAWS: Law[] = [
  exponential(200),
  uniform(10, 30),
  uniform(0, 1),
  lognormal(60, 240),
  lognormal(100, 110),
  gamma(80, 1),
  gamma(80, 4),
  gamma(80, 10),
  pareto(10, 12),
  pareto(10, 1.5),
  pareto(10, 1),
  {
    written: { distribution: 'constant', value: 42 },
    mean: 42,
    variance: 0,
    kurtosis: 1,
    quantiles: [
      [1, 42],
      [0, 41.999],
    ],
  },
  {
    // Values 1, 2, 2, 5: deviations -1.5, -0.5, -0.5, 2.5.
    written: { distribution: 'empirical', values: [1, 2, 2, 5] },
    mean: 2.5,
    variance: 2.25,
    kurtosis: 11.0625 / 2.25 ** 2,
    quantiles: [
      [0, 0.999],
      [0.25, 1],
      [0.25, 1.999],
      [0.75, 2],
      [0.75, 4.999],
      [1, 5],
    ],
  },
];

const cases = LAWS.map((law) => {
  const { distribution: kind, ...parameters } = law.written;
  return [`${kind} ${JSON.stringify(parameters)}`, law] as const;
});

describe.each(cases)('%s', (name, law) => {
  const sampled = decode(distribution(money), law.written);
  const stream = new RandomStream(7, name);
  const values = Float64Array.from({ length: N }, (_, order) => sampled.sample(stream.at(order)));

  it('promises the mean of the textbook', () => {
    expect(sampled.mean).toBeCloseTo(law.mean, 3);
  });

  if (Number.isFinite(law.variance)) {
    it('has its mean', () => {
      const error = Math.sqrt(law.variance / N);
      expect(Math.abs(moments(values).mean - law.mean)).toBeLessThanOrEqual(SIGMAS * error);
    });
  }

  if (Number.isFinite(law.kurtosis)) {
    it('has its variance', () => {
      const error = law.variance * Math.sqrt((law.kurtosis - 1) / N);
      expect(Math.abs(moments(values).variance - law.variance)).toBeLessThanOrEqual(SIGMAS * error);
    });
  }

  it.each(law.quantiles)('has a share of %s at or below %s', (share, value) => {
    const below = values.filter((one) => one <= value).length / N;
    expect(Math.abs(below - share)).toBeLessThanOrEqual(
      SIGMAS * Math.sqrt((share * (1 - share)) / N),
    );
  });
});

it('no distribution goes untested', () => {
  const tested = new Set(LAWS.map((law) => law.written.distribution));
  expect([...tested].sort()).toEqual(DISTRIBUTIONS.map(({ kind }) => kind).sort());
});
