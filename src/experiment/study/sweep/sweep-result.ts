import type { Better, Unit } from '../../../model/metrics/metric.ts';
import type { ScenarioHead } from '../../result.ts';
import type { DifferenceReading, MetricReading } from '../reading.ts';
import type { SeedSet } from '../seed-set.ts';

/** What a sweep tells of its grid: the part `sweep` of its `blackfriday.study/1`. */
export interface SweepReading {
  readonly metric: string;
  readonly unit: Unit;
  /** Which way is better: of the metric, or as it was asked. */
  readonly better: NonNullable<Better>;
  readonly axes: readonly { readonly path: string; readonly values: readonly string[] }[];
  /** `arms`: facts vary, and in every cell the arms are compared; `settings`: settings do, and are compared with today's. */
  readonly compares: 'arms' | 'settings';
  /** What the others are compared with: an arm, or today's settings. */
  readonly baseline: string;
  /** Of today's settings; null where arms are compared. */
  readonly today: MetricReading | null;
  /** In the order of the grid, the last axis running first. */
  readonly cells: readonly SweepCell[];
  readonly flips: readonly SweepFlip[];
  /** What it came to, a few sentences in plain words. */
  readonly verdict: readonly string[];
}

export interface SweepCell {
  /** One for each axis. */
  readonly values: readonly string[];
  /** The cell of the study that it stands in. */
  readonly cell: number;
  /** The baseline first where arms are compared; of settings one. */
  readonly arms: readonly SweepArm[];
}

export interface SweepArm {
  readonly name: string;
  readonly value: MetricReading;
  /** Null of the baseline. All intervals hold at once at 95 %. */
  readonly difference: DifferenceReading | null;
}

/** Where along one axis the better arm changes. */
export interface SweepFlip {
  readonly path: string;
  /** Of the other axes: what stands still. */
  readonly at: Readonly<Record<string, string>>;
  readonly arm: string;
  readonly about: string;
  readonly low: string;
  readonly high: string;
  /** Whether the arm is better below, and worse above. */
  readonly betterBelow: boolean;
}

/** All that a report of a sweep needs. */
export interface SweepFacts {
  readonly scenario: ScenarioHead;
  readonly seeds: SeedSet;
  readonly sweep: SweepReading;
  /** Present where some seeds were not seen that should have been. */
  readonly partial: boolean;
}
