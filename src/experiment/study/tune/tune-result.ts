import type { Unit } from '../../../model/metrics/metric.ts';
import type { Estimate } from '../quantity-figures.ts';
import type { Leg } from './legs.ts';
import type { Aim } from './measure.ts';
import type { Reason } from './race.ts';
import type { Advice, Confirmed } from './tuning.ts';

/** The contract of a tuning, `blackfriday.tuning/1`: what `--format json` writes and every reporter reads. */
export interface TuneResult {
  readonly format: 'blackfriday.tuning/1';
  readonly scenario: {
    readonly name: string;
    readonly title: string;
    readonly overrides: readonly string[];
  };
  /** The study's: the same gives the same answer. */
  readonly seed: number;
  readonly arm: string;
  /** What candidates were tried on: incidents of these kinds; absent: the scenario's own story, on other seeds. */
  readonly against?: { readonly chaos: readonly string[] };
  readonly aim: Aim & { readonly unit: Unit };
  readonly constraints: readonly string[];
  readonly settings: readonly SettingResult[];
  /** Points of the whole grid, of which the candidates are some. */
  readonly grid: number;
  /** Today's settings first. */
  readonly candidates: readonly CandidateResult[];
  /** The first among all that was to be tried, then around the leader, last against itself with less changed. */
  readonly legs: readonly Pick<Leg, 'rounds' | 'ending'>[];
  /** Those that were never told apart from the best, the best first. */
  readonly standing: readonly number[];
  /** Whether these differ from the best in one setting each, and are not points of the grid at large. */
  readonly isLocal: boolean;
  /** On fresh seeds or incidents. */
  readonly confirmed: readonly Confirmed[];
  readonly advice: Advice;
  /** What to set, by path: nothing where all is best left as it is. */
  readonly recommended: Readonly<Record<string, string>>;
  readonly runs: number;
  /** Seeds, or incidents where it was tuned against chaos. */
  readonly replications: { readonly race: number; readonly confirmation: number };
  /** What it came to, a few sentences in plain words. */
  readonly verdict: readonly string[];
}

export interface SettingResult {
  readonly path: string;
  readonly values: readonly string[];
  readonly today: string | null;
  /** Of the variance between candidates, 0 to 1; null where there is but one setting. */
  readonly share: number | null;
  readonly matters: boolean | null;
  /** The mean of the metric over the candidates with each value; null where none has it. */
  readonly means: readonly (number | null)[];
  /** The values among those that cannot be told from the best. */
  readonly asGood: readonly string[];
}

export interface CandidateResult {
  /** By path; null: not set, as today. */
  readonly settings: Readonly<Record<string, string | null>>;
  /** The last race that it was in, from 1; all that follows is of it. */
  readonly leg: number;
  readonly replications: number;
  /** In the race: the luck of the winner is in it. */
  readonly value: Estimate | null;
  readonly dropped: { readonly after: number; readonly reason: Reason } | null;
}
