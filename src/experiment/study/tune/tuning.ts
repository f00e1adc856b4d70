import { RandomStream } from '../../../kernel/random-stream.ts';
import type { Estimate } from '../quantity-figures.ts';
import { meanInterval } from '../statistics/interval.ts';
import type { Design } from './candidates.ts';
import { meanOf, momentsOf } from './doubt.ts';
import { type Leg, type Legs, type Run, runLegs } from './legs.ts';
import { type Answer, keepsConstraints, type RaceRules, type Sample } from './race.ts';
import { type MainEffect, mainEffects } from './sensitivity.ts';

/** What is tuned. */
export interface TuningPlan {
  /** What races first, beside today's settings: which value of each setting. */
  readonly designs: readonly Design[];
  /** How many values each setting has. */
  readonly sizes: readonly number[];
  /** Which value each setting has today; null where that is none of its values. */
  readonly today: readonly (number | null)[];
  /** Whether settings can be run that nobody has tried yet. */
  readonly isSound: (design: Design) => boolean;
  readonly seed: number;
  readonly rules: RaceRules;
  /** Replications on which the finalists are confirmed; none of the race's. */
  readonly confirmation: number;
}

/** The candidate that stands for today's settings. */
export const TODAY = 0;
/** Besides today's settings so many of those that were never told apart run on fresh seeds. */
const FINALISTS = 5;

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
  | { readonly kind: 'none keeps the constraints' }
  | { readonly kind: 'interrupted'; readonly leader: number | null };

export interface Tuning {
  /** Today's settings first, which are null. */
  readonly candidates: readonly (Design | null)[];
  /** The first among all that was to be tried, then around the leader, last against itself with less changed. */
  readonly legs: readonly Leg[];
  /** Those that were never told apart from the best, the best first. */
  readonly standing: readonly number[];
  /** The finalists and today's settings, in this order; empty where there was none. */
  readonly confirmed: readonly Confirmed[];
  readonly advice: Advice;
  /** One for each setting, from the first round of the race; none where there is but one. */
  readonly effects: readonly MainEffect[];
  /** Runs in all. */
  readonly runs: number;
}

/**
 * Finds the candidate that serves best: by races, whose finalists run again on seeds that no race has seen, so that what
 * is told of them owes nothing to the luck by which they won. The recommendation is the leader of the last race, which
 * was chosen before the fresh seeds were drawn, or to change nothing where these do not show a gain.
 */
export function* tune(plan: TuningPlan): Generator<Run, Tuning, Answer> {
  const raced = yield* runLegs(plan);
  const { candidates, legs, leader } = raced;
  const wide = widest(legs);
  const standing = [...new Set([...(leader === null ? [] : [leader]), ...wide.standing])];
  const known = {
    candidates,
    legs,
    standing,
    confirmed: [],
    effects: effectsOf(plan, raced),
    runs: legs.reduce((sum, leg) => sum + leg.runs, 0),
  };
  if (legs.at(-1)!.ending === 'interrupted') {
    return { ...known, advice: { kind: 'interrupted', leader } };
  }
  if (leader === null) return { ...known, advice: { kind: 'none keeps the constraints' } };
  const others = standing.filter((candidate) => candidate !== TODAY);
  if (others.length === 0) return { ...known, advice: { kind: 'today leads' } };
  const finalists = [...others.slice(0, FINALISTS), TODAY];
  const { confirmation: replications, rules } = plan;
  const times = yield {
    designs: finalists.map((candidate) => candidates[candidate]!),
    from: rules.most,
    replications,
  };
  if (times === null) return { ...known, advice: { kind: 'interrupted', leader } };
  const today = times.at(-1)!;
  const confirmed = finalists.map((candidate, place) =>
    confirm(candidate, times[place]!, candidate === TODAY ? null : today),
  );
  const runs = known.runs + finalists.length * replications;
  return { ...known, confirmed, advice: adviceOf(leader, confirmed), runs };
}

/** The last race of more than two: it tells how flat the optimum is. */
function widest(legs: readonly Leg[]): Leg {
  return legs.filter(({ raced }) => raced.length > 2).at(-1) ?? legs[0]!;
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
function effectsOf(
  { sizes, seed, rules, designs }: TuningPlan,
  { candidates, legs }: Legs,
): MainEffect[] {
  const first = legs[0]!.samples.slice(0, designs.length + 1).flatMap((all, place) => {
    const design = candidates[place]!;
    const samples = all.slice(0, rules.first);
    const values = samples.flatMap(({ value }) => (value === null ? [] : [value]));
    return design === null || samples.length === 0 || values.length < samples.length
      ? []
      : [{ design, value: meanOf(values) }];
  });
  if (first.length === 0 || sizes.length < 2) return [];
  return mainEffects(
    first.map(({ design }) => design),
    first.map(({ value }) => value),
    sizes,
    new RandomStream(seed, 'sensitivity'),
  );
}
