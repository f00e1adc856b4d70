import type { Scenario } from '../../scenario/schema.ts';
import { ArmFindings, type ArmFindingsJson } from './arm-findings.ts';
import { Counted, type CountedJson } from './counted.ts';
import type { Prepared } from './prepare.ts';
import { type Observation, replication } from './replication.ts';
import { Sample, type SampleJson } from './sample.ts';
import { NO_SEEDS, type SeedSet, seedsOf, union } from './seed-set.ts';

export interface ThresholdFindingsJson {
  /** Passed, failed, not judged. */
  readonly verdicts: CountedJson;
  readonly observed: SampleJson;
}

export interface FindingsJson {
  readonly seeds: SeedSet;
  /** In the order of the arms. */
  readonly arms: readonly ArmFindingsJson[];
  /** In the order of the scenario. */
  readonly thresholds: readonly ThresholdFindingsJson[];
}

interface ThresholdFindings {
  readonly verdicts: Counted;
  readonly observed: Sample;
}

/**
 * What the replications of one cell found. Put together from any parts in any order it is the same, to the byte;
 * memory follows arms, metrics and ticks, never replications.
 */
export class Findings {
  seeds: SeedSet;
  readonly arms: readonly ArmFindings[];
  readonly thresholds: readonly ThresholdFindings[];

  constructor(
    seeds: SeedSet,
    arms: readonly ArmFindings[],
    thresholds: readonly ThresholdFindings[],
  ) {
    this.seeds = seeds;
    this.arms = arms;
    this.thresholds = thresholds;
  }

  static empty(arms: number, { thresholds }: Pick<Scenario, 'thresholds'>): Findings {
    return new Findings(
      NO_SEEDS,
      Array.from({ length: arms }, (_, index) => ArmFindings.empty(index === 0)),
      thresholds.map(() => ({ verdicts: new Counted(), observed: new Sample() })),
    );
  }

  static from({ seeds, arms, thresholds }: FindingsJson): Findings {
    return new Findings(
      seeds,
      arms.map((arm) => ArmFindings.from(arm)),
      thresholds.map(({ verdicts, observed }) => ({
        verdicts: Counted.from(verdicts),
        observed: Sample.from(observed),
      })),
    );
  }

  /** Takes note of a replication on a seed that was not seen yet. */
  add(seed: number, { arms, thresholds }: Observation): void {
    this.seeds = union(this.seeds, [{ from: seed, count: 1 }]);
    const baseline = arms[0]!.values;
    for (const [index, arm] of arms.entries()) this.arms[index]!.add(arm, baseline);
    for (const [index, { verdict, observed }] of thresholds.entries()) {
      const own = this.thresholds[index]!;
      own.verdicts.add(verdict === 'not judged' ? null : verdict === 'passed');
      own.observed.add(observed);
    }
  }

  /** Adds all that `other` holds, which stays as it is and has seen other seeds. */
  merge(other: Findings): void {
    this.seeds = union(this.seeds, other.seeds);
    for (const [index, arm] of this.arms.entries()) arm.merge(other.arms[index]!);
    for (const [index, { verdicts, observed }] of this.thresholds.entries()) {
      verdicts.merge(other.thresholds[index]!.verdicts);
      observed.merge(other.thresholds[index]!.observed);
    }
  }

  toJSON(): FindingsJson {
    return {
      seeds: this.seeds,
      arms: this.arms.map((arm) => arm.toJSON()),
      thresholds: this.thresholds.map(({ verdicts, observed }) => ({
        verdicts: verdicts.toJSON(),
        observed: observed.toJSON(),
      })),
    };
  }
}

/** All replications of a prepared cell on these seeds, one after the other. */
export function replicate(prepared: Prepared, seeds: SeedSet): Findings {
  const findings = Findings.empty(prepared.arms.length, prepared.scenario);
  for (const seed of seedsOf(seeds)) findings.add(seed, replication(prepared, seed));
  return findings;
}
