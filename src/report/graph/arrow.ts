import { element, type Markup } from '../chart/markup.ts';
import type { Palette } from '../chart/theme.ts';
import type { Arrow } from './layout.ts';
import type { LinkMoment } from './moment.ts';
import { type Pen, px } from './pen.ts';
import type { Direction, Point } from './place.ts';

/** As thick as there are calls, broken where none goes through. */
export function drawArrow(
  points: Arrow['points'],
  direction: Direction,
  link: LinkMoment,
  { theme, fontSize }: Pen,
): Markup {
  const { stroke, dashes } = lookOf(link, theme.colour);
  const width = fontSize * (0.11 + 0.3 * link.share);
  const head = fontSize * 0.55 + width;
  const tip = points.at(-1)!;
  const along = direction === 'LR' ? { x: 1, y: 0 } : { x: 0, y: 1 };
  const foot = { x: tip.x - along.x * head, y: tip.y - along.y * head };
  const corner = (sign: number): Point => ({
    x: foot.x - sign * along.y * head * 0.45,
    y: foot.y + sign * along.x * head * 0.45,
  });
  // The line ends where the head begins, which is broader than it.
  const line = points.filter(({ x, y }) => (direction === 'LR' ? x < foot.x : y < foot.y));
  return element('g', {}, [
    element('path', {
      d: curve([...line, foot], direction),
      fill: 'none',
      stroke,
      'stroke-width': px(width),
      'stroke-dasharray': dashes === '' ? 'none' : dashes,
    }),
    element('polygon', { points: [tip, corner(1), corner(-1)].map(at).join(' '), fill: stroke }),
  ]);
}

/** What became of most calls of the tick. */
function lookOf({ calls }: LinkMoment, { soft, successful, failed, blocked }: Palette) {
  const lost = calls.failed + calls.blocked;
  if (lost * 2 >= Math.max(1, calls.started)) {
    return calls.failed > calls.blocked
      ? { stroke: failed, dashes: '' }
      : { stroke: blocked, dashes: '5 4' };
  }
  return calls.started === 0 ? { stroke: soft, dashes: '2 4' } : { stroke: successful, dashes: '' };
}

/** Straight on at every point, and as an S between two that are not in line. */
function curve([first, ...others]: readonly Point[], direction: Direction): string {
  let before = first!;
  const pieces = others.map((point) => {
    const bend =
      direction === 'LR'
        ? [
            { x: middle(before.x, point.x), y: before.y },
            { x: middle(before.x, point.x), y: point.y },
          ]
        : [
            { x: before.x, y: middle(before.y, point.y) },
            { x: point.x, y: middle(before.y, point.y) },
          ];
    before = point;
    return `C ${[...bend, point].map(at).join(' ')}`;
  });
  return [`M ${at(first!)}`, ...pieces].join(' ');
}

function middle(one: number, other: number): number {
  return (one + other) / 2;
}

function at({ x, y }: Point): string {
  return `${px(x)},${px(y)}`;
}
