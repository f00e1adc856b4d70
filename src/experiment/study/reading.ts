import type { Counted } from './counted.ts';
import type { StudyRow } from './rows.ts';
import type { PairedSample, Sample } from './sample.ts';
import { cannotTell, type Interval, LEVEL, meanInterval } from './statistics/interval.ts';
import type { BetterIn } from './statistics/signs.ts';
import { shareInterval } from './statistics/wilson.ts';

/** What is told of a metric of one arm; null where no seed had a value, intervals where fewer than two had. */
export interface MetricReading {
  readonly mean: number | null;
  /** Of the mean, at 95 %: Student's t. */
  readonly interval: Interval | null;
  /** Of the seeds. */
  readonly p10: number | null;
  readonly median: number | null;
  readonly p90: number | null;
  /** Seeds that had a value. */
  readonly seeds: number;
}

/** What is told of how an arm differs from the baseline, seed by seed. */
export interface DifferenceReading extends MetricReading {
  /** `~`: the interval holds zero. `more` and `less` where neither is better. */
  readonly verdict: 'better' | 'worse' | 'more' | 'less' | '~';
  /** Null where neither more nor less is better. */
  readonly betterIn: BetterIn | null;
}

/** In how many seeds something is so. */
export interface ShareReading {
  readonly yes: number;
  /** Seeds of which it can be told. */
  readonly of: number;
  /** Of the share, at 95 %: Wilson's. */
  readonly interval: Interval | null;
}

export function readMetric({ moments, tally }: Sample, level = LEVEL): MetricReading {
  return {
    mean: moments.count === 0 ? null : moments.mean,
    interval: meanInterval(moments, level),
    p10: tally.quantile(0.1),
    median: tally.quantile(0.5),
    p90: tally.quantile(0.9),
    seeds: moments.count,
  };
}

/** `level`: of the interval that decides, which is wider where several arms are compared at once. */
export function readDifference(
  { better }: Pick<StudyRow, 'better'>,
  { sample, signs }: PairedSample,
  level: number,
): DifferenceReading {
  const reading = readMetric(sample, level);
  return {
    ...reading,
    verdict: verdictOf(reading, better),
    betterIn: signs.betterIn(better),
  };
}

function verdictOf(
  { mean, interval }: MetricReading,
  better: StudyRow['better'],
): DifferenceReading['verdict'] {
  if (mean === null || cannotTell(interval)) return '~';
  const direction = mean > 0 ? 'more' : 'less';
  if (better === null) return direction;
  return direction === better ? 'better' : 'worse';
}

export function readShare({ yes, no }: Counted): ShareReading {
  return { yes, of: yes + no, interval: shareInterval(yes, yes + no) };
}
