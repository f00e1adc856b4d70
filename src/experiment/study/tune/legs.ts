import type { Design } from './candidates.ts';
import { type Answer, type RaceResult, type RaceRules, race } from './race.ts';

/** What is to be run: these settings, null being today's, on the replications from `from` on, so many of them. */
export interface Run {
  readonly designs: readonly (Design | null)[];
  readonly from: number;
  readonly replications: number;
}

/** A race whose candidates are known by their places among all there ever were. */
export interface Leg extends Omit<RaceResult, 'samples'> {
  /** In the order of the samples. */
  readonly raced: readonly number[];
  readonly samples: RaceResult['samples'];
}

export interface Legs {
  readonly candidates: readonly (Design | null)[];
  readonly legs: readonly Leg[];
  /** Whom to recommend; null where none kept the constraints. */
  readonly leader: number | null;
}

export interface LegsPlan {
  readonly designs: readonly Design[];
  readonly sizes: readonly number[];
  /** Which value each setting has today; null where that is none of its values. */
  readonly today: readonly (number | null)[];
  readonly isSound: (design: Design) => boolean;
  readonly rules: RaceRules;
}

/** The first, and so many around a leader; most often two of them confirm each other. */
const MOST_AROUND = 3;
/** First rounds' worth of replications of a race around a leader, at most: those that do not matter would run on and on. */
const MOST_ROUNDS_AROUND = 4;

/**
 * Races all designs beside today's settings, and then, where these are but some points of the grid, the leader against
 * all that differ from it in one setting, until it stays the leader. So the best is not only the best of a few points
 * that are far apart, and what cannot be told from it tells how flat the optimum is, setting by setting. Last, the
 * leader races against itself with all settings as today that do as well so, one by one: what need not change, shall not.
 */
export function* runLegs(plan: LegsPlan): Generator<Run, Legs, Answer> {
  const { designs, sizes, rules } = plan;
  const candidates: (Design | null)[] = [null, ...designs];
  const everyone = candidates.map((_, place) => place);
  const legs: Leg[] = [yield* leg(candidates, everyone, rules)];
  if (sizes.reduce((product, size) => product * size, 1) > designs.length + 1) {
    yield* searchAround(plan, candidates, legs);
  }
  const around = legs.at(-1)!;
  const restored = restoredIn(around, plan, candidates);
  if (restored === null) return { candidates, legs, leader: around.standing[0] ?? null };
  const [leader] = around.standing;
  const last = yield* leg(candidates, [leader!, placeOf(restored, candidates)], rules);
  legs.push(last);
  const isAsGood = last.standing.includes(placeOf(restored, candidates));
  return { candidates, legs, leader: isAsGood ? placeOf(restored, candidates) : leader! };
}

/** Races around the leader of the last race, until one keeps the lead. */
function* searchAround(
  plan: LegsPlan,
  candidates: (Design | null)[],
  legs: Leg[],
): Generator<Run, void, Answer> {
  const { rules } = plan;
  const most = Math.max(rules.first, Math.min(rules.most, MOST_ROUNDS_AROUND * rules.first));
  for (let turn = 0; turn < MOST_AROUND; turn++) {
    const { standing, ending } = legs.at(-1)!;
    const leader = standing[0];
    const design = leader === undefined ? undefined : candidates[leader];
    if (leader === undefined || design === undefined || design === null) return;
    if (ending === 'interrupted') return;
    const around = neighbours(design, plan).map((one) => placeOf(one, candidates));
    if (around.length === 0) return;
    const next = yield* leg(candidates, [leader, ...around], { ...rules, most });
    legs.push(next);
    if (next.standing[0] === leader) return;
  }
}

/** The leader with each setting as today that cannot be told from it so; null where there is no such setting. */
function restoredIn(
  { standing, ending }: Leg,
  { today, isSound }: LegsPlan,
  candidates: readonly (Design | null)[],
): Design | null {
  const leader = standing[0] === undefined ? null : candidates[standing[0]]!;
  if (leader === null || ending === 'interrupted') return null;
  const among = standing.map((candidate) => candidates[candidate]!);
  const restored = leader.map((value, axis) => {
    const now = today[axis]!;
    return now !== null && among.some((one) => one?.[axis] === now) ? now : value;
  });
  return restored.join() !== leader.join() && isSound(restored) ? restored : null;
}

/** All that differ from a design in one setting. */
function neighbours(design: Design, { sizes, isSound }: LegsPlan): Design[] {
  return sizes.flatMap((size, axis) =>
    Array.from({ length: size }, (_, value) =>
      design.map((own, other) => (other === axis ? value : own)),
    ).filter((other) => other[axis] !== design[axis] && isSound(other)),
  );
}

/** Its place among the candidates, of which it becomes one. */
function placeOf(design: Design, candidates: (Design | null)[]): number {
  const known = candidates.findIndex((one) => one !== null && one.join() === design.join());
  return known >= 0 ? known : candidates.push(design) - 1;
}

function* leg(
  candidates: readonly (Design | null)[],
  raced: readonly number[],
  rules: RaceRules,
): Generator<Run, Leg, Answer> {
  const algorithm = race(raced.length, rules);
  let step = algorithm.next(null);
  while (step.done !== true) {
    const { candidates: places, from, replications } = step.value;
    const designs = places.map((place) => candidates[raced[place]!]!);
    step = algorithm.next(yield { designs, from, replications });
  }
  const { rounds, standing, ...rest } = step.value;
  const known = (place: number): number => raced[place]!;
  return {
    ...rest,
    raced,
    standing: standing.map(known),
    rounds: rounds.map(({ leader, dropped, ...round }) => ({
      ...round,
      leader: leader === null ? null : known(leader),
      dropped: dropped.map(({ candidate, reason }) => ({ candidate: known(candidate), reason })),
    })),
  };
}
