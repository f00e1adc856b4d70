import { RandomStream } from '../../kernel/random-stream.ts';
import { drawPlace, targetsAt } from './aims.ts';
import type { Disturbance, Stroke } from './disturbance.ts';
import type { ChaosKindName } from './kind/index.ts';
import type { Place, Target } from './place.ts';
import type { ChaosPlan, PlannedKind } from './plan.ts';
import type { Window } from './window.ts';

/** One trouble of an incident. */
export interface Trouble {
  readonly kind: ChaosKindName;
  /** Where it strikes; absent in the short form, and of what strikes the traffic. */
  readonly place?: Place;
  readonly fromMs: number;
  readonly forMs: number;
  /** 0 to 1. */
  readonly strength: number;
}

/** One incident as drawn: one trouble, or several that overlap. */
export interface DrawnIncident {
  /** Counted from 1. */
  readonly number: number;
  readonly troubles: readonly Trouble[];
  readonly disturbances: readonly Disturbance[];
}

/** The chance that one more trouble joins those that are there. */
const ONE_MORE = 0.25;

/** Which draws of a kind's luck are for what. */
const RACE = 0;
const TROUBLE = 1;
const PLACE = 2;

/**
 * Draws incidents by their number, in any order: what comes of a number depends on the seed and the plan
 * alone. Each kind has a stream of its own, and the kinds race for an incident (the least of exponential
 * times, of which each wins in proportion to its weight): so a kind that is added takes some places for
 * itself and leaves all the others as they were.
 */
export function drawsOf(plan: ChaosPlan, seed: number): (number: number) => DrawnIncident {
  const together = new RandomStream(seed, 'chaos');
  const racers = plan.kinds.map((kind) => ({
    kind,
    luck: new RandomStream(seed, `chaos/${kind.kind.kind}`),
  }));
  return (number) => {
    together.at(number);
    let most = 1;
    while (most < plan.atOnce && together.chance(ONE_MORE)) most++;
    const winners = racers
      .map((racer) => {
        const time = -Math.log(1 - racer.luck.at(number, RACE).next()) / racer.kind.weight;
        return { ...racer, time };
      })
      .sort((a, b) => a.time - b.time)
      .slice(0, most);
    const troubles: Trouble[] = [];
    const disturbances = winners.flatMap(({ kind, luck }) => {
      const place = placeOf(plan, kind, luck.at(number, PLACE));
      luck.at(number, TROUBLE);
      const trouble = drawTrouble(kind, luck, plan.window, troubles[0]);
      troubles.push({ ...trouble, ...(place !== undefined && { place }) });
      const { fromMs: at, forMs, strength } = trouble;
      const targets = place === undefined ? [] : targetsAt(place, plan.ground!);
      const around = plan.around(targets[0]);
      const strokes = kind.kind.disturb({ at, for: forMs, strength, luck, around });
      return strokes.flatMap((stroke) => aimed(stroke, targets));
    });
    return { number, troubles, disturbances };
  };
}

function placeOf(
  { ground }: ChaosPlan,
  { kind }: PlannedKind,
  luck: RandomStream,
): Place | undefined {
  return ground && drawPlace(kind.aim, ground, luck);
}

/** An entry happens to each of its targets; where there are none, to all that there is. */
function aimed(stroke: Stroke, targets: readonly Target[]): Disturbance[] {
  if (stroke.what === 'surge' || targets.length === 0) return [stroke];
  return targets.map((on) => ({ ...stroke, on }));
}

/** Strength is uniform, length log-uniform, the start uniform over where there is room; beside `first`, while it lasts. */
function drawTrouble(
  { kind, strength, length }: PlannedKind,
  luck: RandomStream,
  { fromMs, untilMs, stepMs }: Window,
  first: Trouble | undefined,
): Trouble {
  const drawn = strength.min + (strength.max - strength.min) * luck.next();
  const wished = length.min * (length.max / length.min) ** luck.next();
  const lasting = Math.max(1, Math.round(wished / stepMs)) * stepMs;
  const latest = untilMs - lasting;
  const from = first === undefined ? fromMs : Math.min(first.fromMs, latest);
  const until =
    first === undefined ? latest : Math.min(first.fromMs + first.forMs - stepMs, latest);
  const places = Math.round((until - from) / stepMs) + 1;
  return {
    kind: kind.kind,
    fromMs: from + Math.floor(places * luck.next()) * stepMs,
    forMs: lasting,
    strength: Math.round(100 * drawn) / 100,
  };
}
