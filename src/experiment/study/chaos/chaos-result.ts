import type { Setting } from '../../../scenario/chaos/disturbed.ts';
import type { Trouble } from '../../../scenario/chaos/draw.ts';
import type { ScenarioHead, ThresholdResult } from '../../result.ts';
import type { DifferenceReading, ShareReading } from '../reading.ts';
import type { Interval } from '../statistics/interval.ts';
import type { ChaosMoney } from './chaos-money.ts';
import type { IncidentRecord } from './record.ts';

/** The contract of `blackfriday chaos`, `blackfriday.chaos/1`: what `--format json` writes and every reporter reads. */
export interface ChaosResult {
  readonly format: 'blackfriday.chaos/1';
  readonly scenario: ScenarioHead;
  readonly drawn: {
    /** That were asked for. */
    readonly incidents: number;
    readonly atOnce: number;
    readonly kinds: readonly string[];
    /** Kinds that its traffic rules out. */
    readonly leftOut: readonly string[];
    /** Entries of the scenario's own script, and what became of them. */
    readonly ownScript: { readonly entries: number; readonly stays: boolean };
    /** Where in the run incidents lie. */
    readonly fromMs: number;
    readonly untilMs: number;
  };
  /** The baseline first. */
  readonly arms: readonly string[];
  readonly all: GroupReading;
  /** By kind, and of those in which several troubles came at once. Their intervals hold all at once. */
  readonly kinds: readonly GroupReading[];
  /** Of a graph: by the service, region or way that is struck, of troubles that came alone. */
  readonly places?: readonly GroupReading[];
  /** Absent where the scenario names no prices. */
  readonly economics?: ChaosMoney;
  /** In plain words; nothing of one arm alone. */
  readonly verdict: readonly string[];
  readonly thresholds: readonly ChaosThreshold[];
  /** Which incident hurts most; null where none does. */
  readonly worst: WorstIncident | null;
  /** One by one, in the order of their numbers. */
  readonly incidents: readonly IncidentRecord[];
  /** Present where it was interrupted: fewer incidents are known than were asked for. */
  readonly partial?: { readonly known: number };
}

/** How the arms fare over some of the incidents. */
export interface GroupReading {
  readonly name: string;
  readonly incidents: number;
  /** In the order of the arms. */
  readonly arms: readonly ArmInGroup[];
}

export interface ArmInGroup {
  /** The share of orders paid, at once or later: its mean over the incidents. */
  readonly served: { readonly mean: number | null; readonly interval: Interval | null };
  /** What the worst hundredth of the incidents leave of it at most. */
  readonly worst: { readonly served: number | null; readonly interval: Interval | null };
  readonly recovers: ShareReading;
  /** Of the share, against the baseline, incident by incident; null of the baseline itself. */
  readonly difference: DifferenceReading | null;
}

/** A threshold over all incidents. */
export interface ChaosThreshold extends Pick<ThresholdResult, 'text' | 'arm' | 'verdict'> {
  /** How many broke it. */
  readonly broken: ShareReading;
  /** The share of them that may. */
  readonly tolerance: number;
}

/** The incident that hurts an arm most against another. */
export interface WorstIncident {
  readonly number: number;
  /** Of its run: with it and the script it is replayed. */
  readonly seed: number;
  readonly arm: string;
  /** The arm that fares better; null: the same arm, had nothing happened. */
  readonly against: string | null;
  readonly troubles: readonly Trouble[];
  readonly whole: Harm;
  /** The smallest part of it that does at least half of the harm; null where it was not looked for. */
  readonly shrunk: ShrunkIncident | null;
}

export interface Harm {
  /** Shares of orders paid, at once or later. */
  readonly served: number;
  readonly servedByOther: number;
  /** A line a disturbance. */
  readonly script: readonly string[];
  /** What the scenario says instead, in the language of its file. */
  readonly settings: readonly Setting[];
}

export interface ShrunkIncident extends Harm {
  /** How many smaller ones were tried. */
  readonly tried: number;
}
