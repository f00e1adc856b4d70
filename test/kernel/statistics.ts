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
