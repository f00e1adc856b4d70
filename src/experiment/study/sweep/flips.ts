import type { Varied } from '../../../scenario/varied.ts';
import type { StudyState } from '../read-study.ts';
import type { Moments } from '../statistics/moments.ts';
import { type Scale, scaleOf } from './axis.ts';
import { type Flip, findFlip, signOf, type Tried } from './flip.ts';
import { levelOf, rowOf, type SweepAim } from './read-sweep.ts';
import type { Point, SweepPlan } from './sweep-plan.ts';
import type { SweepFlip } from './sweep-result.ts';

/** A value of one axis, the others standing still, at which the arms are to be compared. */
export interface Probe {
  /** What each axis is set to, as a person writes it. */
  readonly values: readonly string[];
  readonly arm: number;
}

/** A line along one axis on which two neighbours, as far as can be told, have different better arms. */
interface Change {
  readonly axis: number;
  readonly point: Point;
  readonly arm: number;
  readonly low: Tried;
  readonly high: Tried;
}

/** More than these nobody reads. */
const MOST = 24;

/**
 * Looks for the places where the better arm changes along an axis, all at once: asks for probes until each is found as
 * closely as the replications allow. Nothing where settings are compared with today's, or the arm is but one.
 */
export function* findFlips(
  swept: SweepPlan,
  state: StudyState,
  aim: SweepAim,
): Generator<readonly Probe[], readonly SweepFlip[], readonly Moments[]> {
  const searches = changesOf(swept, state, aim)
    .slice(0, MOST)
    .map((change) => {
      const scale = scaleOf(swept.varied[change.axis]!)!;
      const steps = findFlip(change.low, change.high, scale.halving);
      return { change, scale, steps, step: steps.next() };
    });
  for (;;) {
    const open = searches.filter(({ step }) => step.done !== true);
    if (open.length === 0) break;
    const found = yield open.map(({ change, scale, step }) =>
      probeAt(swept.varied, change, scale.write(Number(step.value))),
    );
    open.forEach((search, index) => {
      search.step = search.steps.next(found[index]!);
    });
  }
  return searches.map(({ change, scale, step }) =>
    told(swept, state, aim, change, scale, step.value as Flip),
  );
}

function changesOf(swept: SweepPlan, state: StudyState, { metric }: SweepAim): Change[] {
  if (swept.compares === 'settings') return [];
  const row = rowOf(metric);
  const level = levelOf(swept, state);
  const arms = state.prepared[0]!.arms.map((_, index) => index).slice(1);
  return swept.varied.flatMap((varied, axis) => {
    const scale = scaleOf(varied);
    if (scale === null) return [];
    return lines(swept.points, axis, scale).flatMap((line) =>
      arms.flatMap((arm) => {
        const tried = line.map((point) => ({
          point,
          at: scale.numbers[point.places[axis]!]!,
          difference: state.findings[point.cell]!.arms[arm]!.differences![row]!.sample.moments,
        }));
        const known = tried.filter(({ difference }) => signOf(difference, level) !== 0);
        return known.flatMap((high, index) => {
          const low = known[index - 1];
          const isFlip = low !== undefined && low.difference.mean * high.difference.mean < 0;
          return isFlip ? [{ axis, point: low.point, arm, low, high }] : [];
        });
      }),
    );
  });
}

/** The points along an axis, by the size of its values, a line for each place of the others. */
function lines(points: readonly Point[], axis: number, { numbers }: Scale): Point[][] {
  const byPlace = new Map<string, Point[]>();
  for (const point of points) {
    const key = point.places.filter((_, other) => other !== axis).join();
    byPlace.set(key, [...(byPlace.get(key) ?? []), point]);
  }
  const size = (point: Point): number => numbers[point.places[axis]!]!;
  return [...byPlace.values()].map((line) => line.sort((a, b) => size(a) - size(b)));
}

function probeAt(varied: readonly Varied[], { axis, point, arm }: Change, value: string): Probe {
  const values = varied.map((one, other) =>
    other === axis ? value : one.values[point.places[other]!]!,
  );
  return { values, arm };
}

function told(
  { varied }: SweepPlan,
  { prepared }: StudyState,
  { better }: SweepAim,
  { axis, point, arm }: Change,
  { write }: Scale,
  { about, low, high, signBelow }: Flip,
): SweepFlip {
  const others = varied.flatMap(({ path, values }, other) =>
    other === axis ? [] : [[path, values[point.places[other]!]!] as const],
  );
  return {
    path: varied[axis]!.path,
    at: Object.fromEntries(others),
    arm: prepared[point.cell]!.arms[arm]!.name,
    about: write(about),
    low: write(low),
    high: write(high),
    betterBelow: signBelow > 0 === (better === 'more'),
  };
}
