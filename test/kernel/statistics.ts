/**
 * Pearson's chi-square of `values` against the law with the distribution function `cdf`, over `bins` of
 * equal probability; given in standard errors from what is expected (mean bins - 1, variance twice that).
 */
export function chiSquare(
  values: ArrayLike<number>,
  cdf: (value: number) => number,
  bins: number,
): number {
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) {
    counts[Math.min(bins - 1, Math.floor(cdf(values[i]!) * bins))]!++;
  }
  const expected = values.length / bins;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (statistic - (bins - 1)) / Math.sqrt(2 * (bins - 1));
}

/** The mean and the unbiased variance. */
export function moments(values: ArrayLike<number>) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = sum / values.length;
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) ** 2;
  const variance = squares / (values.length - 1);
  return { mean, variance };
}

/** Pearson's correlation: of independent samples it has the standard error 1 / √n. */
export function correlation(xs: readonly number[], ys: readonly number[]): number {
  const x = moments(xs);
  const y = moments(ys);
  const products = xs.map((value, i) => (value - x.mean) * (ys[i]! - y.mean));
  return moments(products).mean / Math.sqrt(x.variance * y.variance);
}

/**
 * Kolmogorov's distance of `values` from the law with the distribution function `cdf`, times √n: above 2.23
 * once in ten thousand samples of any continuous law.
 */
export function kolmogorov(values: ArrayLike<number>, cdf: (value: number) => number): number {
  const sorted = Float64Array.from(values).sort();
  let distance = 0;
  sorted.forEach((value, rank) => {
    const below = cdf(value) * sorted.length;
    distance = Math.max(distance, below - rank, rank + 1 - below);
  });
  return distance / Math.sqrt(sorted.length);
}

/** The distribution function of the standard normal law: Marsaglia's series (2004). */
export function normalCdf(x: number): number {
  let sum = x;
  let term = x;
  for (let i = 3; Math.abs(term) > 1e-17; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(x * x) / 2)) / Math.sqrt(2 * Math.PI);
}
