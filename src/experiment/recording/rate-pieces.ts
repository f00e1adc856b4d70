import { penaltyOf, scatterOf, stretchesOf, sumsOf, within } from './change-points.ts';

/** A stretch in which requests come at a rate that does not change, or changes in a straight line. */
export interface RatePiece {
  readonly from: number;
  readonly until: number;
  /** Requests a step, where it begins and where it ends. */
  readonly begins: number;
  readonly ends: number;
}

/** How requests came. */
export interface Rates {
  readonly pieces: readonly RatePiece[];
  /** The variance of their counts over that of a Poisson process; undefined of too few steps. */
  readonly scatter: number | undefined;
}

/** Differences below this are not worth a line. */
const WORTH = 0.02;
/** As near as this, one piece goes on where the other ended. */
const JOINED = 0.06;
const ENOUGH_ERRORS = 2.5;
/** So much of a line's length its edge may be off. */
const REACH = 0.25;

/**
 * Requests of each step as pieces, by weighted least squares: a count scatters as that of a Poisson process does, or as
 * much more as neighbours are seen to. A line costs two parameters more than a level, and wins where it is the better
 * by them.
 */
export function ratesOf(counts: readonly number[]): Rates {
  const { length } = counts;
  const around = counts.map((_, i) => medianAround(counts, i));
  const scatter = scatterOf(
    counts
      .slice(1)
      .map((one, i) => (one - counts[i]!) ** 2 / Math.max(1, around[i]! + around[i + 1]!)),
  );
  const variances = around.map(
    (mean) => Math.max(1, scatter ?? 1) * Math.max(1, mean) + (WORTH * mean) ** 2,
  );
  const fit = fitter(counts, variances);
  const forLine = 2 * Math.log(Math.max(length, 3));
  const cost = (from: number, until: number) =>
    Math.min(
      fit.level(from, until).cost,
      until - from < 3 ? Infinity : fit.line(from, until).cost + forLine,
    );
  const pieces = stretchesOf(length, cost, penaltyOf(length, 1)).map(
    ({ from, until }): RatePiece => {
      const level = fit.level(from, until);
      const line = until - from < 3 ? undefined : fit.line(from, until);
      if (line === undefined || level.cost <= line.cost + forLine) {
        return { from, until, begins: level.value, ends: level.value };
      }
      return { from, until, begins: Math.max(0, line.begins), ends: Math.max(0, line.ends) };
    },
  );
  return { pieces: joined(withoutTurns(pieces, fit), variances), scatter };
}

function fitter(counts: readonly number[], variances: readonly number[]) {
  const weights = variances.map((one) => 1 / one);
  const sum = (read: (i: number) => number) => sumsOf(counts.map((_, i) => read(i)));
  const w = sum((i) => weights[i]!);
  const wy = sum((i) => weights[i]! * counts[i]!);
  const wyy = sum((i) => weights[i]! * counts[i]! ** 2);
  const wx = sum((i) => weights[i]! * (i + 0.5));
  const wxx = sum((i) => weights[i]! * (i + 0.5) ** 2);
  const wxy = sum((i) => weights[i]! * (i + 0.5) * counts[i]!);
  const y = sumsOf(counts);
  const meanWithin = (begin: number, end: number) => {
    const [from, until] = within({ from: begin, until: end }, counts.length);
    return y(from, until) / (until - from);
  };
  return {
    /** The plain mean: so many requests come out as went in. */
    level: (from: number, until: number) => ({
      value: meanWithin(from, until),
      cost: wyy(from, until) - wy(from, until) ** 2 / w(from, until),
    }),
    line: (from: number, until: number) => {
      const [n, sx, sy] = [w(from, until), wx(from, until), wy(from, until)];
      const xx = wxx(from, until) - (sx * sx) / n;
      const xy = wxy(from, until) - (sx * sy) / n;
      const slope = xy / xx;
      const at = (place: number) => sy / n + slope * (place - sx / n);
      const cost = wyy(from, until) - (sy * sy) / n - slope * xy;
      return { begins: at(from), ends: at(until), cost };
    },
  };
}

/** A level of one step between two others is a change in its midst: it goes to the one that it is more like. */
function withoutTurns(pieces: readonly RatePiece[], fit: ReturnType<typeof fitter>): RatePiece[] {
  const left = [...pieces];
  const level = (from: number, until: number): RatePiece => {
    const { value } = fit.level(from, until);
    return { from, until, begins: value, ends: value };
  };
  for (let i = left.length - 2; i > 0; i--) {
    const [before, piece, after] = [left[i - 1]!, left[i]!, left[i + 1]!];
    const [low, high] = [Math.min(before.ends, after.begins), Math.max(before.ends, after.begins)];
    if (piece.until - piece.from > 1 || piece.begins < low || piece.begins > high) continue;
    if (![before, after].every(isLevel)) continue;
    const isEarly = Math.abs(piece.begins - before.ends) <= Math.abs(after.begins - piece.begins);
    if (isEarly) left.splice(i - 1, 2, level(before.from, piece.until));
    else left.splice(i, 2, level(piece.from, after.until));
  }
  return left;
}

const isLevel = ({ begins, ends }: RatePiece): boolean => begins === ends;

/**
 * The ends of lines meet the levels beside them: where line and level cross nearby, there is the edge, which least
 * squares alone put a few steps too early or too late; otherwise where both are as near as can be told.
 */
function joined(pieces: readonly RatePiece[], variances: readonly number[]): RatePiece[] {
  const left = pieces.map((piece) => ({ ...piece }));
  for (const [i, piece] of left.entries()) {
    if (isLevel(piece)) continue;
    const { from, until, begins, ends } = piece;
    const slope = (ends - begins) / (until - from);
    const error = 2 * Math.sqrt(variances[from]! / (until - from));
    const meets = (level: number, edge: number, end: number) => {
      const crossing = Math.round(edge + (level - end) / slope);
      const isNear = Math.abs(crossing - edge) <= Math.max(1, REACH * (until - from));
      if (isNear) return crossing;
      const room = Math.max(ENOUGH_ERRORS * error, JOINED * Math.max(level, end));
      return Math.abs(level - end) <= room ? edge : undefined;
    };
    const [before, after] = [left[i - 1], left[i + 1]];
    const start = before && isLevel(before) ? meets(before.ends, from, begins) : undefined;
    if (before !== undefined && start !== undefined && start > before.from && start < until) {
      [before.until, piece.from, piece.begins] = [start, start, before.ends];
    }
    const end = after && isLevel(after) ? meets(after.begins, until, ends) : undefined;
    if (after !== undefined && end !== undefined && end < after.until && end > piece.from) {
      [after.from, piece.until, piece.ends] = [end, end, after.begins];
    }
  }
  return left;
}

/** Of the step and two on either side: an edge stays one, a spike does not. */
function medianAround(counts: readonly number[], i: number): number {
  const near = counts.slice(Math.max(0, i - 2), i + 3).sort((a, b) => a - b);
  return near[Math.floor(near.length / 2)]!;
}
