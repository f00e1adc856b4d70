import { METRIC_BETTER } from '../../model/metrics/table.ts';
import type { Claim, ClaimPart, Quantity } from '../../scenario/claim.ts';
import { compares, holding, observe } from '../claim.ts';
import type { ArmResult } from '../result.ts';
import {
  type DifferenceReading,
  type MetricReading,
  readDifference,
  readMetric,
} from './reading.ts';
import { PairedSample, Sample } from './sample.ts';
import { simultaneousLevel } from './statistics/correction.ts';
import { LEVEL } from './statistics/interval.ts';

/** The runs of a small study, all of them kept: whatever is asked of a run can be asked of their mean. */
export interface SeedRuns {
  /** By name, the baseline first. */
  readonly arms: readonly string[];
  /** A seed each: the arms in their order. */
  readonly runs: readonly (readonly ArmResult[])[];
}

/** A quantity over the seeds; `arm` stands in where it names none. */
export function meanOf({ runs }: SeedRuns, quantity: Quantity, arm: string): MetricReading {
  const sample = new Sample();
  for (const run of runs) sample.add(observe(quantity, run, arm));
  return readMetric(sample);
}

/** What an arm's differs by from the baseline's, seed by seed; the intervals of all arms hold at once at 95 %. */
export function differenceOf(
  { arms, runs }: SeedRuns,
  quantity: Quantity,
  arm: string,
): DifferenceReading {
  const of = unnamed(quantity);
  const sample = new PairedSample();
  for (const run of runs) sample.add(observe(of, run, arm), observe(of, run, arms[0]!));
  const better = METRIC_BETTER.get(quantity.value.metric) ?? null;
  return readDifference({ better }, sample, simultaneousLevel(LEVEL, arms.length - 1));
}

/** Which of several claims hold of the means, and of what can be told from chance. */
export function claimsThatHoldOver(claims: readonly Claim[], study: SeedRuns): boolean[] {
  return holding(claims, (part) => isTrueOver(part, study));
}

function isTrueOver(part: ClaimPart, study: SeedRuns): boolean {
  switch (part.kind) {
    case 'verdict':
      return differenceOf(study, part.quantity, part.quantity.value.arm!).verdict === part.verdict;
    case 'quantities': {
      const { left, sign, right } = part;
      const { mean } = meanOf(study, left, '');
      const bound = typeof right === 'number' ? right : meanOf(study, right, '').mean;
      return mean !== null && bound !== null && compares(mean, sign, bound);
    }
    case 'state':
      return false;
  }
}

/** Of whichever arm is asked for. */
function unnamed({ value, per, unit }: Quantity): Quantity {
  return { unit, value: { ...value, arm: null }, per: per && { ...per, arm: null } };
}
