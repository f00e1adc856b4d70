import type { Unit } from '../../../model/metrics/metric.ts';
import { nameOf } from '../../../scenario/load.ts';
import type { Varied } from '../../../scenario/varied.ts';
import { placeOf, STUDY_ROWS } from '../rows.ts';
import { meanInterval } from '../statistics/interval.ts';
import { momentsOf } from './doubt.ts';
import type { Field } from './field.ts';
import type { Aim, Constraint } from './measure.ts';
import type { Reason, Sample } from './race.ts';
import { type Advice, type Confirmed, type Estimate, TODAY, type Tuning } from './tuning.ts';
import { tuneWords } from './words.ts';

/** The contract of a tuning, `blackfriday.tuning/1`: what `--format json` writes and every reporter reads. */
export interface TuneResult {
  readonly format: 'blackfriday.tuning/1';
  readonly scenario: { readonly name: string; readonly title: string; readonly overrides: readonly string[] };
  /** The study's: the same gives the same answer. */
  readonly seed: number;
  readonly arm: string;
  readonly aim: Aim & { readonly unit: Unit };
  readonly constraints: readonly string[];
  readonly settings: readonly SettingResult[];
  /** Points of the whole grid, of which the candidates are some. */
  readonly grid: number;
  /** Today's settings first. */
  readonly candidates: readonly CandidateResult[];
  readonly rounds: Tuning['race']['rounds'];
  readonly ending: Tuning['race']['ending'];
  /** Those that were never told apart from the best, the best first. */
  readonly standing: readonly number[];
  /** On fresh seeds. */
  readonly confirmed: readonly Confirmed[];
  readonly advice: Advice;
  /** What to set, by path: nothing where all is best left as it is. */
  readonly recommended: Readonly<Record<string, string>>;
  readonly runs: number;
  readonly replications: { readonly race: number; readonly confirmation: number };
  /** What it came to, a few sentences in plain words. */
  readonly verdict: readonly string[];
  readonly partial?: true;
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
  readonly replications: number;
  /** In the race: the luck of the winner is in it. */
  readonly value: Estimate | null;
  readonly dropped: { readonly after: number; readonly reason: Reason } | null;
}

/** All that goes into a result. */
export interface TuneFacts {
  readonly field: Field;
  readonly varied: readonly Varied[];
  readonly aim: Aim;
  readonly constraints: readonly Constraint[];
  readonly arm: string;
  readonly title: string;
  readonly seed: number;
  readonly confirmation: number;
}

/** Puts together what a tuning found, the metric as people know it. */
export function tuneResult(tuning: Tuning, facts: TuneFacts): TuneResult {
  const { field, varied, aim, constraints, arm, title, seed } = facts;
  const { race, advice } = tuning;
  const turn = aim.goal === 'maximise' ? 1 : -1;
  const candidates = race.samples.map((samples, candidate): CandidateResult => {
    const dropped = race.rounds.flatMap(({ replications, dropped: gone }) =>
      gone
        .filter((one) => one.candidate === candidate)
        .map(({ reason }) => ({ after: replications, reason })),
    );
    return {
      settings: Object.fromEntries(
        varied.map(({ path }, axis) => [path, settingOf(facts, candidate, axis)]),
      ),
      replications: samples.length,
      value: turned(estimateOf(samples), turn),
      dropped: dropped[0] ?? null,
    };
  });
  const settings = varied.map(({ path, values }, axis): SettingResult => {
    const effect = tuning.effects[axis];
    const among = new Set(race.standing.map((candidate) => settingOf(facts, candidate, axis)));
    return {
      path,
      values,
      today: field.today[axis]!,
      share: effect?.share ?? null,
      matters: effect?.matters ?? null,
      means: (effect?.means ?? []).map((mean) => (mean === null ? null : turn * mean)),
      asGood: [...new Set([...values, ...among])].filter(
        (value): value is string => value !== null && among.has(value),
      ),
    };
  });
  const confirmed = tuning.confirmed.map((one) => ({
    ...one,
    value: turned(one.value, turn),
    gain: turned(one.gain, turn),
  }));
  const recommended =
    advice.kind === 'change' ? candidates[advice.to]!.settings : candidates[TODAY]!.settings;
  const unit = STUDY_ROWS[placeOf(aim.metric)!]!.unit;
  const result = {
    format: 'blackfriday.tuning/1' as const,
    scenario: {
      name: nameOf(field.plan.source.name),
      title,
      overrides: field.plan.overrides.map(({ option }) => option),
    },
    seed,
    arm,
    aim: { ...aim, unit },
    constraints: constraints.map(({ text }) => text),
    settings,
    grid: field.grid,
    candidates,
    rounds: race.rounds,
    ending: race.ending,
    standing: race.standing,
    confirmed,
    advice,
    recommended: advice.kind === 'change' ? changesOf(recommended) : {},
    runs: tuning.runs,
    replications: {
      race: race.rounds.at(-1)?.replications ?? 0,
      confirmation: facts.confirmation,
    },
  };
  return { ...result, verdict: tuneWords(result) };
}

function settingOf({ field, varied }: TuneFacts, candidate: number, axis: number): string | null {
  if (candidate === TODAY) return field.today[axis]!;
  return varied[axis]!.values[field.designs[candidate - 1]![axis]!]!;
}

function changesOf(settings: CandidateResult['settings']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([path, value]) => (value === null ? [] : [[path, value]])),
  );
}

function estimateOf(samples: readonly Sample[]): Estimate | null {
  const moments = momentsOf(samples.flatMap(({ value }) => (value === null ? [] : [value])));
  const interval = meanInterval(moments);
  return interval === null ? null : { mean: moments.mean, ...interval };
}

/** Where less is better, the race runs on the negative. */
function turned(estimate: Estimate | null, turn: number): Estimate | null {
  if (estimate === null || turn === 1) return estimate;
  const { mean, low, high } = estimate;
  return { mean: 0 - mean, low: 0 - high, high: 0 - low };
}
