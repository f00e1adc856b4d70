import type { ScenarioHead, ThresholdResult } from '../result.ts';
import type { ReturnsReading } from './economics.ts';
import type { FindingsJson } from './findings.ts';
import type { StudyPlan } from './plan.ts';
import type { DifferenceReading, MetricReading, ShareReading } from './reading.ts';
import type { SeedSet } from './seed-set.ts';
import type { Shard } from './shard.ts';
import type { Until } from './until.ts';

/** The contract of a study, `blackfriday.study/1`: what `--format json` writes and every reporter reads. */
export interface Study {
  readonly format: 'blackfriday.study/1';
  /** What findings must share to be put together. */
  readonly identity: string;
  readonly scenario: ScenarioHead;
  /** The seeds that every cell is to see. */
  readonly seeds: SeedSet;
  /** Present where this is a part. */
  readonly shard?: Shard;
  /** Present where it was to go on until it is precise. */
  readonly until?: Until;
  /** Present where some seeds were not seen that should have been. */
  readonly partial?: {
    readonly missing: readonly { readonly cell: number; readonly seeds: SeedSet }[];
  };
  /** The level of each interval of a difference: where several are told, all hold at once at 95 %. */
  readonly level: number;
  readonly cells: readonly CellReading[];
  /** What was run: another run goes on from it, and checks that it is the same. */
  readonly plan: StudyPlan;
  /** Cell by cell, in the one form that can be put together exactly. */
  readonly findings: readonly FindingsJson[];
}

/** As much of a study as its file is trusted with: all else is read off it again. */
export type StudyPart = Pick<
  Study,
  'format' | 'identity' | 'seeds' | 'shard' | 'until' | 'plan' | 'findings'
>;

/** What one cell came to. */
export interface CellReading {
  /** What the cell sets, as on the command line; none where nothing is varied. */
  readonly settings: readonly string[];
  /** That were seen. */
  readonly seeds: SeedSet;
  /** The baseline first. */
  readonly arms: readonly ArmReading[];
  /** What it came to, a few sentences in plain words. */
  readonly verdict: readonly string[];
  readonly thresholds: readonly ThresholdReading[];
}

export interface ArmReading {
  readonly name: string;
  /** What stands in the place of the breaker; absent where nothing does. */
  readonly instead?: string;
  /** What sets it apart; absent where its name tells. */
  readonly changes?: readonly string[];
  /** By the paths of the rows: those in money where the scenario names prices. */
  readonly metrics: Readonly<Record<string, MetricReading>>;
  /** Against the baseline; null of the baseline itself. */
  readonly differences: Readonly<Record<string, DifferenceReading>> | null;
  readonly facts: Readonly<Record<string, ShareReading>>;
  /** In money, against the baseline; absent of the baseline itself, and where the scenario names no prices. */
  readonly economics?: ReturnsReading;
  /** None where ticks are not studied. */
  readonly ticks: readonly TickBand[];
}

/** One tick over the seeds. */
export interface TickBand {
  readonly startMs: number;
  /** In how many seeds the breaker ended the tick in each state; empty without a breaker. */
  readonly states: Readonly<Record<string, number>>;
  readonly columns: Readonly<Record<string, MetricReading>>;
}

/** A threshold of the scenario over the seeds. */
export interface ThresholdReading {
  readonly text: string;
  readonly arm: string;
  readonly unit: ThresholdResult['unit'];
  /** Passed where it holds in every seed; `not judged`: its arm was not run. */
  readonly verdict: ThresholdResult['verdict'];
  /** In how many seeds it holds. */
  readonly passes: ShareReading;
  readonly observed: MetricReading;
}
