import { assert } from '../../../kernel/assert.ts';
import { type Interval, LEVEL } from './interval.ts';
import { normalUpperQuantile } from './normal-quantile.ts';

/**
 * The score interval of a share, of which `hits` of `count` were seen (Wilson, 1927): all shares p with
 * |hits / count − p| ≤ z √(p (1 − p) / count). Unlike mean ± z √… it has a width where none or all were seen, and stays
 * within 0 to 1. Weakness: its coverage is `level` on average over shares, and swings with p and count as that of every
 * such interval does; of 100 it is 92.7 % at worst for shares of 5 to 95 %, and less still near 0 and 1 (Brown, Cai and
 * DasGupta, 2001). Null of none.
 */
export function shareInterval(hits: number, count: number, level = LEVEL): Interval | null {
  assert(hits >= 0 && hits <= count, () => `${hits} of ${count}`);
  if (count === 0) return null;
  const z = normalUpperQuantile((1 - level) / 2);
  const share = hits / count;
  const z2 = (z * z) / count;
  const middle = share + z2 / 2;
  const half = z * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count));
  const low = hits === 0 ? 0 : (middle - half) / (1 + z2);
  const high = hits === count ? 1 : (middle + half) / (1 + z2);
  return { low, high };
}
