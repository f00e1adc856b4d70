/** Steps that belong together: from one on, up to another that is not of it. */
export interface Stretch {
  readonly from: number;
  readonly until: number;
}

/**
 * The stretches that steps fall into, so that the cost of all stretches, and `penalty` for each, is least (Jackson et
 * al., "An algorithm for optimal partitioning of data on an interval", 2005). The cost of a stretch is −2 log of the
 * likelihood of its steps under one law; it is asked for count²/2 times.
 */
export function stretchesOf(
  count: number,
  cost: (from: number, until: number) => number,
  penalty: number,
): Stretch[] {
  const best = new Float64Array(count + 1);
  const previous = new Int32Array(count + 1);
  for (let until = 1; until <= count; until++) {
    best[until] = Number.POSITIVE_INFINITY;
    for (let from = 0; from < until; from++) {
      const total = best[from]! + cost(from, until) + penalty;
      if (total >= best[until]!) continue;
      best[until] = total;
      previous[until] = from;
    }
  }
  const stretches: Stretch[] = [];
  for (let until = count; until > 0; until = previous[until]!) {
    stretches.unshift({ from: previous[until]!, until });
  }
  return stretches;
}

/** Of shorter stretches every step is needed. */
const LONG = 4;

/**
 * The steps that tell of a stretch: changes are in the midst of steps, so those at its edges belong to the next, too;
 * there is none at the edges of the recording.
 */
export function within({ from, until }: Stretch, count: number): [from: number, until: number] {
  if (until - from < LONG) return [from, until];
  return [from === 0 ? from : from + 1, until === count ? until : until - 1];
}

/**
 * What a change must gain to be one: with `parameters` of a stretch, and the place of the change, that of the
 * modified Bayes information criterion (Zhang and Siegmund, Biometrics 63, 2007), 3 log n for a mean.
 */
export function penaltyOf(count: number, parameters: number): number {
  return (2 + parameters) * Math.log(Math.max(count, 3));
}

/** The median of a chi-square value with one degree of freedom. */
const MEDIAN_CHI_SQUARE = 0.4549364;

/**
 * How much larger differences of neighbours are, squared, than they ought to be: from their median, so that the few
 * that are changes do not count.
 */
export function scatterOf(squares: readonly number[]): number | undefined {
  const sorted = squares.filter((one) => Number.isFinite(one)).sort((a, b) => a - b);
  return sorted.length < LEAST_NEIGHBOURS
    ? undefined
    : sorted[Math.floor(sorted.length / 2)]! / MEDIAN_CHI_SQUARE;
}

/** Fewer tell nothing of how they scatter. */
const LEAST_NEIGHBOURS = 6;

/** Sums from the first step on, so that those of any stretch are two readings. */
export function sumsOf(values: readonly number[]): (from: number, until: number) => number {
  const sums = new Float64Array(values.length + 1);
  for (const [i, value] of values.entries()) sums[i + 1] = sums[i]! + value;
  return (from, until) => sums[until]! - sums[from]!;
}
