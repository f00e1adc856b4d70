import { Moments } from '../../../../src/experiment/study/statistics/moments.ts';
import { Tally } from '../../../../src/experiment/study/statistics/tally.ts';

export function momentsOf(values: Iterable<number | null>): Moments {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments;
}

export function tallyOf(values: Iterable<number | null>): Tally {
  const tally = new Tally();
  for (const value of values) tally.add(value);
  return tally;
}
