import { gamma } from '../../../kernel/distribution/gamma.ts';
import type { RandomStream } from '../../../kernel/random-stream.ts';
import { type Interval, LEVEL } from './interval.ts';
import type { Tally } from './tally.ts';

const RESAMPLES = 2_000;

/**
 * The percentile bootstrap interval of a quantile (Efron, 1979): the quantile of many resamples, from their 2.5th to
 * their 97.5th percentile. A resample is n draws from the n values seen, and its quantile of nearest rank k is the
 * value at the k-th smallest of n uniform numbers, which follows the law Beta(k, n − k + 1): so a resample costs one
 * draw, whatever n is. Its chance comes from `stream`, which is the study's own: the same study, the same interval.
 *
 * Null where the values are too few to hold the quantile between the smallest and the largest of them with
 * probability `level`: 1 − share^n − (1 − share)^n is less. A 95th percentile takes 59 values.
 */
export function quantileInterval(
  tally: Tally,
  share: number,
  stream: RandomStream,
  level = LEVEL,
): Interval | null {
  const n = tally.count;
  if (1 - share ** n - (1 - share) ** n < level) return null;
  const ranked = tally.ranked();
  const k = Math.max(1, Math.ceil(share * n));
  const below = gamma.create({ mean: k, shape: k });
  const above = gamma.create({ mean: n - k + 1, shape: n - k + 1 });
  const resampled = Array.from({ length: RESAMPLES }, (_, i) => {
    const low = below.sample(stream.at(i));
    return ranked(Math.ceil((low / (low + above.sample(stream))) * n))!;
  }).sort((one, other) => one - other);
  const cut = Math.round(((1 - level) / 2) * RESAMPLES);
  return { low: resampled[cut]!, high: resampled[RESAMPLES - 1 - cut]! };
}
