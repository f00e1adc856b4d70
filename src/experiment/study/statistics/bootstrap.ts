import type { Distribution } from '../../../kernel/distribution/distribution.ts';
import { gamma } from '../../../kernel/distribution/gamma.ts';
import type { RandomStream } from '../../../kernel/random-stream.ts';
import { type Interval, LEVEL } from './interval.ts';
import type { Tally } from './tally.ts';

const RESAMPLES = 2_000;
const FEWEST_BEYOND = 10;

/**
 * The percentile bootstrap interval of a quantile (Efron, 1979): the quantile of many resamples, from their 2.5th to
 * their 97.5th percentile. A resample is n draws from the n values seen, and its k-th smallest is the value at the
 * k-th smallest of n uniform numbers, which follows the law Beta(k, n + 1 − k): so a resample costs one draw, whatever
 * n is. k = share · (n + 1), whole or not, leans to neither side (as in Harrell and Davis, 1982). Its chance comes from
 * `stream`, which is the study's own: the same study, the same interval.
 *
 * Null where fewer than ten values are to be expected on either side of the quantile: a median takes 20 values, a 90th
 * percentile 100. With fewer, too few intervals hold the truth. Weakness: as an interval ends at one value or the next,
 * its coverage swings around `level` with n, between 92 and 96.5 % for 95 %.
 */
export function quantileInterval(
  tally: Tally,
  share: number,
  stream: RandomStream,
  level = LEVEL,
): Interval | null {
  const n = tally.count;
  // 1 − 0.9 is a little less than 0.1.
  if (n * Math.min(share, 1 - share) < FEWEST_BEYOND - 1e-9) return null;
  const below = standardGamma(share * (n + 1));
  const above = standardGamma((1 - share) * (n + 1));
  // The values grow with their ranks, so it is enough to sort these.
  const ranks = Float64Array.from({ length: RESAMPLES }, (_, i) => {
    const low = below.sample(stream.at(i));
    return (low / (low + above.sample(stream))) * n;
  }).sort();
  const cut = Math.round(((1 - level) / 2) * RESAMPLES);
  const ranked = tally.ranked();
  const valueAt = (place: number): number => ranked(Math.ceil(ranks[place]!))!;
  return { low: valueAt(cut), high: valueAt(RESAMPLES - 1 - cut) };
}

/** Of a scale of 1: two of them, x and y, make x / (x + y) a beta variable. */
function standardGamma(shape: number): Distribution {
  return gamma.create({ mean: shape, shape });
}
