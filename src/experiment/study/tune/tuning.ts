import { RandomStream } from '../../../kernel/random-stream.ts';
import { type Interval, meanInterval } from '../statistics/interval.ts';
import type { Design } from './candidates.ts';
import { meanOf, momentsOf } from './doubt.ts';
import {
  type Heat,
  keepsConstraints,
  type RaceResult,
  type RaceRules,
  race,
  type Sample,
  type Times,
} from './race.ts';
import { type MainEffect, mainEffects } from './sensitivity.ts';

/** What is tuned: the candidates, of which the first is today's settings. */
export interface TuningPlan {
  /** Of every candidate but today's: which value of each setting. */
  readonly designs: readonly Design[];
  /** How many values each setting has. */
  readonly sizes: readonly number[];
  readonly seed: number;
  readonly rules: RaceRules;
  /** Replications on which the finalists are confirmed; none of the race's. */
  readonly confirmation: number;
}

/** The candidate that stands for today's settings. */
export const TODAY = 0;
/** Besides today's settings so many of those that were never told apart run on fresh seeds. */
const FINALISTS = 5;

/** A mean over replications, with its 95 % interval. */
export interface Estimate extends Interval {
  readonly mean: number;
}

/** A candidate on fresh seeds. */
export interface Confirmed {
  readonly candidate: number;
  readonly value: Estimate | null;
  /** Paired differences to today's settings; null of today's settings themselves, and where nothing was measured. */
  readonly gain: Estimate | null;
  /** In how many of the replications it was better than today's settings. */
  readonly betterIn: number;
  /** In how many of them each constraint was kept. */
  readonly keptIn: readonly number[];
  /** Whether it kept all of them in the mean. */
  readonly isSound: boolean;
}

/** What to do: change to the leader of the race, or leave the settings as they are. */
export type Advice =
  | { readonly kind: 'change'; readonly to: number }
  | { readonly kind: 'today leads' }
  | { readonly kind: 'no difference can be told'; readonly leader: number }
  | { readonly kind: 'a constraint breaks'; readonly leader: number }
  | { readonly kind: 'none keeps the constraints' };

export interface Tuning {
  readonly race: RaceResult;
  /** The finalists and today's settings, in this order; empty where there was none. */
  readonly confirmed: readonly Confirmed[];
  readonly advice: Advice;
  /** One for each setting, from the first round of the race; none where there is but one. */
  readonly effects: readonly MainEffect[];
  /** Runs in all. */
  readonly runs: number;
}

/**
 * Finds the candidate that serves best: by a race, whose finalists run again on seeds that the race has not seen,
 * so that what is told of them owes nothing to the luck by which they won. The recommendation is the leader of the
 * race, which was chosen before the fresh seeds were drawn, or to change nothing where these do not show a gain.
 */
export function* tune(plan: TuningPlan): Generator<Heat, Tuning, Times> {
  const raced = yield* race(plan.designs.length + 1, plan.rules);
  const effects = effectsOf(plan, raced);
  const [leader] = raced.standing;
  if (leader === undefined) {
    const advice = { kind: 'none keeps the constraints' } as const;
    return { race: raced, confirmed: [], advice, effects, runs: raced.runs };
  }
  const others = raced.standing.filter((candidate) => candidate !== TODAY);
  const finalists = [...others.slice(0, FINALISTS), TODAY];
  const { confirmation: replications, rules } = plan;
  const times = yield { candidates: finalists, from: rules.most, replications };
  const today = times.at(-1)!;
  const confirmed = finalists.map((candidate, place) =>
    confirm(candidate, times[place]!, candidate === TODAY ? null : today),
  );
  const runs = raced.runs + finalists.length * replications;
  return { race: raced, confirmed, advice: adviceOf(leader, confirmed), effects, runs };
}

function adviceOf(leader: number, confirmed: readonly Confirmed[]): Advice {
  if (leader === TODAY) return { kind: 'today leads' };
  const { isSound, gain } = confirmed.find(({ candidate }) => candidate === leader)!;
  if (!isSound) return { kind: 'a constraint breaks', leader };
  const today = confirmed.at(-1)!;
  // Settings that break a constraint today are no measure for others.
  if (!today.isSound || (gain !== null && gain.low > 0)) return { kind: 'change', to: leader };
  return { kind: 'no difference can be told', leader };
}

function confirm(
  candidate: number,
  samples: readonly Sample[],
  today: readonly Sample[] | null,
): Confirmed {
  const known = samples.filter(isWhole);
  const differences =
    today === null
      ? []
      : samples.flatMap((sample, k) =>
          isWhole(sample) && isWhole(today[k]!) ? [sample.value - today[k].value] : [],
        );
  return {
    candidate,
    value: estimateOf(known.map(({ value }) => value)),
    gain: today === null ? null : estimateOf(differences),
    betterIn: differences.filter((difference) => difference > 0).length,
    keptIn: samples[0]!.slacks.map(
      (_, constraint) => samples.filter(({ slacks }) => (slacks[constraint] ?? -1) >= 0).length,
    ),
    isSound: known.length === samples.length && keepsConstraints(known),
  };
}

type Whole = Sample & { readonly value: number; readonly slacks: readonly number[] };

function isWhole(sample: Sample): sample is Whole {
  return sample.value !== null && !sample.slacks.includes(null);
}

/** Null of fewer than two values. */
function estimateOf(values: readonly number[]): Estimate | null {
  const moments = momentsOf(values);
  const interval = meanInterval(moments);
  return interval === null ? null : { mean: moments.mean, ...interval };
}

/** Read off the first round alone, in which all candidates met the same replications; nothing of a single setting. */
function effectsOf({ designs, sizes, seed, rules }: TuningPlan, raced: RaceResult): MainEffect[] {
  const first = designs.flatMap((design, place) => {
    const samples = raced.samples[place + 1]!.slice(0, rules.first);
    const values = samples.flatMap(({ value }) => (value === null ? [] : [value]));
    return values.length < samples.length ? [] : [{ design, value: meanOf(values) }];
  });
  if (first.length === 0 || sizes.length < 2) return [];
  return mainEffects(
    first.map(({ design }) => design),
    first.map(({ value }) => value),
    sizes,
    new RandomStream(seed, 'sensitivity'),
  );
}
