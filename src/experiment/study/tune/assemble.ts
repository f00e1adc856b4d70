import { nameOf } from '../../../scenario/load.ts';
import type { Varied } from '../../../scenario/varied.ts';
import type { Estimate } from '../quantity-figures.ts';
import { placeOf, STUDY_ROWS } from '../rows.ts';
import { meanInterval } from '../statistics/interval.ts';
import { momentsOf } from './doubt.ts';
import type { Field } from './field.ts';
import type { Aim, Constraint } from './measure.ts';
import type { Sample } from './race.ts';
import type { Trials } from './trials.ts';
import type { CandidateResult, SettingResult, TuneResult } from './tune-result.ts';
import { TODAY, type Tuning } from './tuning.ts';
import { tuneWords } from './words.ts';

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
  readonly trials: Trials;
}

/** Puts together what a tuning found, the metric as people know it. */
export function tuneResult(tuning: Tuning, facts: TuneFacts): TuneResult {
  const { field, varied, aim, constraints, arm, title, seed, trials } = facts;
  const { legs, advice } = tuning;
  const turn = aim.goal === 'maximise' ? 1 : -1;
  const settingOf = (candidate: number, axis: number): string | null => {
    const design = tuning.candidates[candidate]!;
    return design === null ? field.today[axis]! : varied[axis]!.values[design[axis]!]!;
  };
  const candidates = tuning.candidates.map((_, candidate) => ({
    settings: Object.fromEntries(
      varied.map(({ path }, axis) => [path, settingOf(candidate, axis)]),
    ),
    ...standingOf(candidate, legs, turn),
  }));
  const settings = settingResults(tuning, facts, settingOf, turn);
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
    ...(trials.kinds !== null && { against: { chaos: trials.kinds } }),
    aim: { ...aim, unit },
    constraints: constraints.map(({ text }) => text),
    settings,
    grid: field.grid,
    candidates,
    legs: legs.map(({ rounds, ending }) => ({ rounds, ending })),
    standing: tuning.standing,
    isLocal: legs.slice(1).some(({ raced }) => raced.length > 2),
    confirmed,
    advice,
    recommended: advice.kind === 'change' ? changesOf(recommended) : {},
    runs: tuning.runs,
    replications: {
      race: Math.max(0, ...legs.flatMap(({ rounds }) => rounds.at(-1)?.replications ?? 0)),
      confirmation: facts.confirmation,
    },
  };
  return { ...result, verdict: tuneWords(result) };
}

function settingResults(
  { effects, standing }: Tuning,
  { varied, field }: TuneFacts,
  settingOf: (candidate: number, axis: number) => string | null,
  turn: number,
): SettingResult[] {
  return varied.map(({ path, values }, axis) => {
    const effect = effects[axis];
    const among = new Set(standing.map((candidate) => settingOf(candidate, axis)));
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
}

/** How a candidate fared in the last race that it was in. */
function standingOf(
  candidate: number,
  legs: Tuning['legs'],
  turn: number,
): Omit<CandidateResult, 'settings'> {
  const leg = legs.map(({ raced }) => raced.includes(candidate)).lastIndexOf(true);
  const { raced, samples, rounds } = legs[leg]!;
  const own = samples[raced.indexOf(candidate)]!;
  const dropped = rounds.flatMap(({ replications, dropped: gone }) =>
    gone
      .filter((one) => one.candidate === candidate)
      .map(({ reason }) => ({ after: replications, reason })),
  );
  return {
    leg: leg + 1,
    replications: own.length,
    value: turned(estimateOf(own), turn),
    dropped: dropped[0] ?? null,
  };
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
