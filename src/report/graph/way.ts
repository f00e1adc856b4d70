import type { Direction, Place, Point } from './place.ts';

/** How far from the middle of its side an arrow may leave a box, as a share of that side. */
const SPREAD = 0.38;

/**
 * The way of an arrow from one box to another by way of `bends`, each within a layer. Across whatever stands in
 * a layer it goes straight on, and it changes its course in between. `passed`: all that it must not cross.
 */
export function wayOf(
  [from, to]: readonly [Place, Place],
  bends: readonly Point[],
  passed: readonly Place[],
  direction: Direction,
): Point[] {
  const turn = direction === 'LR' ? asItIs : turned;
  const [begin, end] = [from, to].map(turnedPlace(turn)) as [Place, Place];
  const there = passed.map(turnedPlace(turn));
  const straight = bends.map(turn).flatMap(({ x, y }) => {
    const half = reach(x, there);
    return [
      { x: x - half, y },
      { x: x + half, y },
    ];
  });
  const [start, arrival] = [side(begin, 1, straight[0]!), side(end, -1, straight.at(-1)!)];
  return [
    start,
    { x: begin.x + reach(begin.x, there), y: start.y },
    ...straight,
    { x: end.x - reach(end.x, there), y: arrival.y },
    arrival,
  ].map(turn);
}

/** All is told of layers from left to right; of those that go down the page, the axes are exchanged. */
type Turn = (point: Point) => Point;
const asItIs: Turn = ({ x, y }) => ({ x, y });
const turned: Turn = ({ x, y }) => ({ x: y, y: x });

function turnedPlace(turn: Turn): (place: Place) => Place {
  return (place) => {
    const { x: width, y: height } = turn({ x: place.width, y: place.height });
    return { ...turn(place), width, height };
  };
}

/** How far to both sides of `x` whatever stands there reaches. */
function reach(x: number, passed: readonly Place[]): number {
  const there = passed.filter((place) => Math.abs(place.x - x) < place.width / 2);
  return Math.max(0, ...there.map((place) => Math.abs(place.x - x) + place.width / 2));
}

/** Where an arrow to or from `other` meets the left or the right side of a box. */
function side(box: Place, sign: 1 | -1, other: Point): Point {
  const most = SPREAD * box.height;
  const off = Math.max(-most, Math.min(most, (other.y - box.y) / 2));
  return { x: box.x + (sign * box.width) / 2, y: box.y + off };
}
