import type { Quantile } from '../../../scenario/recording/latency.ts';

/** A family of distributions, as one of it is fitted to quantiles. */
export interface Law<Parameters extends object = object> {
  /** As the scenario file calls it. */
  readonly kind: string;
  /** How many numbers it takes: of two laws that fit as well the one with fewer is told. */
  readonly size: number;
  /** The nearest of the family, by least squares of the logarithms of quantiles; null where there is none. */
  readonly fit: (quantiles: readonly Quantile[]) => Parameters | null;
  /** In ms. */
  readonly quantile: (parameters: Parameters, share: number) => number;
  /** Its parameters by their names in the file, all of them in ms but `shape`. */
  readonly settings: (parameters: Parameters) => Readonly<Record<string, number>>;
}

export function law<Parameters extends object>(one: Law<Parameters>): Law {
  return one as unknown as Law;
}

/** y = a + b x by least squares. */
export function line(
  points: readonly (readonly [x: number, y: number])[],
): { a: number; b: number } | null {
  const n = points.length;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / n;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / n;
  const xx = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const xy = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  if (n < 2 || xx === 0) return null;
  return { a: meanY - (xy / xx) * meanX, b: xy / xx };
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;
