import { beaten, meanOf } from './doubt.ts';

/** What is to be run: these candidates, on the replications from `from` on, so many of them. */
export interface Heat {
  readonly candidates: readonly number[];
  readonly from: number;
  readonly replications: number;
}

/** What a candidate came to on one replication. */
export interface Sample {
  /** More is better; null where there was nothing to measure. */
  readonly value: number | null;
  /** How far each constraint was kept: below 0 it was broken; null where there was nothing to measure. */
  readonly slacks: readonly (number | null)[];
}

/** The samples of a heat, a list for each candidate in its order, by replication. */
export type Times = readonly (readonly Sample[])[];

/** What is answered to a heat; null: it was interrupted. */
export type Answer = Times | null;

export interface RaceRules {
  /** Replications of the first round; each later one doubles what there is. */
  readonly first: number;
  readonly most: number;
  /** The chance that the truly best is dropped anywhere in the race, at most. */
  readonly doubt: number;
  /** A difference of less than this share of the leader's value is none worth having. */
  readonly even: number;
}

/** Why a candidate left the race. */
export type Reason =
  | { readonly kind: 'beaten' }
  | { readonly kind: 'constraint'; readonly constraint: number }
  | { readonly kind: 'nothing to measure' };

export interface Dropped {
  readonly candidate: number;
  readonly reason: Reason;
}

export interface Round {
  /** Of each candidate that was still racing, so far. */
  readonly replications: number;
  readonly leader: number | null;
  readonly dropped: readonly Dropped[];
  /** How many went on. */
  readonly standing: number;
}

/** Why the race ended. */
export type Ending = 'one stands' | 'even' | 'out of replications' | 'none is left' | 'interrupted';

export interface RaceResult {
  readonly rounds: readonly Round[];
  readonly ending: Ending;
  /** Those that were never told apart from the leader, the leader first; empty where none kept the constraints. */
  readonly standing: readonly number[];
  /** What every candidate came to, as far as it came. */
  readonly samples: Times;
  readonly runs: number;
}

/**
 * Races candidates on common random numbers: all run the same few replications; what the leader beats beyond
 * doubt is dropped; what is left runs as many again, until one stands, the rest are as good as equal, or
 * there are no more replications. A candidate is dropped by a t test of its paired differences to the leader, one-
 * sided, at the level `doubt` / rounds / candidates compared: so over the whole race, whichever leads when,
 * the truly best is dropped with a chance of at most `doubt` (Boole). Weak where a candidate does well but for a
 * rare collapse that its first replications do not show: that is what fresh seeds are for.
 */
export function* race(count: number, rules: RaceRules): Generator<Heat, RaceResult, Answer> {
  const samples: Sample[][] = Array.from({ length: count }, () => []);
  const rounds: Round[] = [];
  const most = roundsOf(rules);
  let racing = samples.map((_, candidate) => candidate);
  let done = 0;
  let runs = 0;
  for (;;) {
    const upTo = Math.min(rules.most, done === 0 ? rules.first : 2 * done);
    const times = yield { candidates: racing, from: done, replications: upTo - done };
    if (times === null) {
      const leader = rounds.at(-1)?.leader ?? null;
      const standing = leader === null ? [] : ranked(racing, leader, samples);
      return { rounds, ending: 'interrupted', standing, samples, runs };
    }
    racing.forEach((candidate, place) => {
      samples[candidate]!.push(...times[place]!);
    });
    runs += racing.length * (upTo - done);
    done = upTo;
    const level = rules.doubt / most / Math.max(1, racing.length);
    const sound = racing.map((candidate) => ({
      candidate,
      reason: unfit(samples[candidate]!, level),
    }));
    const fit = sound.flatMap(({ candidate, reason }) => (reason === null ? [candidate] : []));
    const leader = leaderOf(fit, samples);
    const lost = fit.filter(
      (candidate) =>
        leader !== null &&
        candidate !== leader &&
        beaten(differences(samples, leader, candidate), level),
    );
    const dropped: Dropped[] = [
      ...sound.flatMap(({ candidate, reason }) => (reason === null ? [] : [{ candidate, reason }])),
      ...lost.map((candidate): Dropped => ({ candidate, reason: { kind: 'beaten' } })),
    ];
    racing = fit.filter((candidate) => !lost.includes(candidate));
    rounds.push({ replications: done, leader, dropped, standing: racing.length });
    const ending = endingOf(racing, leader, samples, done, rules);
    if (ending !== null) {
      const standing = leader === null ? [] : ranked(racing, leader, samples);
      return { rounds, ending, standing, samples, runs };
    }
  }
}

function roundsOf({ first, most }: RaceRules): number {
  return 1 + Math.max(0, Math.ceil(Math.log2(most / first)));
}

/** Beyond doubt, or at once where there is nothing to measure; null while it may race on. */
function unfit(samples: readonly Sample[], level: number): Reason | null {
  if (samples.some(({ value, slacks }) => value === null || slacks.includes(null))) {
    return { kind: 'nothing to measure' };
  }
  const constraints = samples[0]!.slacks.length;
  for (let constraint = 0; constraint < constraints; constraint++) {
    const broken = samples.map(({ slacks }) => -slacks[constraint]!);
    if (beaten(broken, level / constraints)) return { kind: 'constraint', constraint };
  }
  return null;
}

/** The best mean of those that keep every constraint in the mean; null where none does. */
function leaderOf(racing: readonly number[], samples: readonly Sample[][]): number | null {
  return racing
    .filter((candidate) => keepsConstraints(samples[candidate]!))
    .reduce<number | null>(
      (best, candidate) =>
        best === null || meanValue(samples[candidate]!) > meanValue(samples[best]!)
          ? candidate
          : best,
      null,
    );
}

export function keepsConstraints(samples: readonly Sample[]): boolean {
  return samples[0]!.slacks.every(
    (_, constraint) => meanOf(samples.map(({ slacks }) => slacks[constraint]!)) >= 0,
  );
}

export function meanValue(samples: readonly Sample[]): number {
  return meanOf(samples.map(({ value }) => value!));
}

function differences(samples: readonly Sample[][], leader: number, other: number): number[] {
  return samples[leader]!.map(({ value }, k) => value! - samples[other]![k]!.value!);
}

function endingOf(
  racing: readonly number[],
  leader: number | null,
  samples: readonly Sample[][],
  done: number,
  { most, even, doubt }: RaceRules,
): Ending | null {
  if (racing.length === 0) return 'none is left';
  if (leader !== null && racing.length === 1) return 'one stands';
  const least = leader === null ? 0 : even * Math.abs(meanValue(samples[leader]!));
  const asGood = racing.every(
    (candidate) =>
      leader !== null &&
      (candidate === leader ||
        beaten(
          differences(samples, leader, candidate).map((difference) => least - difference),
          doubt / racing.length,
        )),
  );
  if (asGood) return 'even';
  return done >= most ? 'out of replications' : null;
}

function ranked(
  racing: readonly number[],
  leader: number,
  samples: readonly Sample[][],
): readonly number[] {
  const rest = racing
    .filter((candidate) => candidate !== leader && keepsConstraints(samples[candidate]!))
    .sort((a, b) => meanValue(samples[b]!) - meanValue(samples[a]!) || a - b);
  return [leader, ...rest];
}
