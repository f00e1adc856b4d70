import type { RandomStream } from '../../../kernel/random-stream.ts';
import type { Design } from './candidates.ts';
import { meanOf } from './doubt.ts';

/** What one setting, by itself, makes of the differences between candidates. */
export interface MainEffect {
  /** Of the variance of the candidates' values, 0 to 1. */
  readonly share: number;
  /** Whether more than chance. */
  readonly matters: boolean;
  /** The mean over the candidates with each value of the setting; null where none has it. */
  readonly means: readonly (number | null)[];
}

/** The chance that a setting is said to matter where none does. */
const DOUBT = 0.05;
const PERMUTATIONS = 999;
/** Of the sum of squares: what rounding alone may leave of it. */
const DUST = 1e-20;

/** One setting of a design: which value each candidate has, of how many. */
interface Axis {
  readonly groups: readonly number[];
  readonly size: number;
}

/**
 * The main effects of the axes of a design, by an analysis of variance: the share between the means of an axis's
 * values, less what chance would put there ((SSB − (k − 1) MSE) / SST, Kelley's ε²), 0 at least, where the error is what
 * no axis explains. What the shares leave of 1 lies in settings together, and in luck. Exact on a grid; points of
 * Sobol's sequence are nearly as good.
 */
export function mainEffects(
  designs: readonly Design[],
  values: readonly number[],
  sizes: readonly number[],
  luck: RandomStream,
): MainEffect[] {
  const axes = sizes.map((size, axis) => ({ groups: designs.map((one) => one[axis]!), size }));
  const total = squaresOf(values);
  const between = axes.map((axis) => spreadBetween(axis, values));
  const means = axes.map((axis) => groupMeans(axis, values));
  const freedom = means.map((own) => own.filter((one) => one !== null).length - 1);
  const explained = between.reduce((sum, one) => sum + one, 0);
  const left = values.length - 1 - freedom.reduce((sum, one) => sum + one, 0);
  const error = Math.max(0, total - explained) / Math.max(1, left);
  const proven = provenAxes(axes, values, luck);
  return axes.map((_, axis) => ({
    share: total === 0 ? 0 : Math.max(0, (between[axis]! - freedom[axis]! * error) / total),
    matters: proven.has(axis),
    means: means[axis]!,
  }));
}

/**
 * The axes that show more than chance: one after the other, the clearest first, each in what those before it have left.
 * Asked of permutations: how many of 999 shufflings of the values show as much, times the axes asked about.
 */
function provenAxes(
  axes: readonly Axis[],
  values: readonly number[],
  luck: RandomStream,
): ReadonlySet<number> {
  const proven = new Set<number>();
  let rest = values;
  const dust = DUST * squaresOf(values);
  while (proven.size < axes.length && squaresOf(rest) > dust) {
    const open = axes.flatMap((axis, place) => (proven.has(place) ? [] : [{ axis, place }]));
    const found = clearest(open, rest, luck);
    if (found.p * open.length > DOUBT) break;
    proven.add(found.place);
    rest = withoutEffect(axes[found.place]!, rest);
  }
  return proven;
}

interface Placed {
  readonly axis: Axis;
  readonly place: number;
}

/** The axis whose spread the fewest shufflings reach; of several such, the one with the most. */
function clearest(
  axes: readonly Placed[],
  values: readonly number[],
  luck: RandomStream,
): { readonly place: number; readonly p: number } {
  const seen = axes.map(({ axis }) => spreadBetween(axis, values));
  const asMuch = axes.map(() => 1);
  for (let turn = 0; turn < PERMUTATIONS; turn++) {
    const shuffled = shuffle(values, luck.at(turn));
    axes.forEach(({ axis }, index) => {
      // What differs by rounding alone is the same.
      if (spreadBetween(axis, shuffled) >= seen[index]! * (1 - 1e-12)) asMuch[index]!++;
    });
  }
  const order = axes.map((_, index) => index);
  order.sort((a, b) => asMuch[a]! - asMuch[b]! || seen[b]! - seen[a]!);
  const first = order[0]!;
  return { place: axes[first]!.place, p: asMuch[first]! / (PERMUTATIONS + 1) };
}

/** About the mean. */
function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** The values with the axis's means taken out. */
function withoutEffect(axis: Axis, values: readonly number[]): number[] {
  const means = groupMeans(axis, values);
  return values.map((value, index) => value - means[axis.groups[index]!]!);
}

/** The sum of squares between the means of an axis's values. */
function spreadBetween({ groups, size }: Axis, values: readonly number[]): number {
  const mean = meanOf(values);
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  groups.forEach((group, index) => {
    sums[group]! += values[index]!;
    counts[group]!++;
  });
  return sums.reduce(
    (spread, sum, group) =>
      counts[group] === 0 ? spread : spread + counts[group]! * (sum / counts[group]! - mean) ** 2,
    0,
  );
}

function groupMeans({ groups, size }: Axis, values: readonly number[]): (number | null)[] {
  return Array.from({ length: size }, (_, group) => {
    const own = values.filter((_value, index) => groups[index] === group);
    return own.length === 0 ? null : meanOf(own);
  });
}

/** Fisher and Yates. */
function shuffle(values: readonly number[], luck: RandomStream): number[] {
  const shuffled = [...values];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(luck.next() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}
