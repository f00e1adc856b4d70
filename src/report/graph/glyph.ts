import { element, type Markup } from '../chart/markup.ts';
import type { Theme } from '../chart/theme.ts';
import type { BreakerMoment } from './moment.ts';

/** How a breaker looks: by its gravest circuits, and whether those are all of them. */
export type BreakerLook = 'closed' | 'half-open' | 'partly open' | 'open';

export const BREAKER_LOOKS: readonly BreakerLook[] = ['closed', 'half-open', 'partly open', 'open'];

export function lookOf({ circuits, open, halfOpen }: BreakerMoment): BreakerLook {
  if (open === circuits) return 'open';
  if (open > 0) return 'partly open';
  return halfOpen > 0 ? 'half-open' : 'closed';
}

/** A switch as in a circuit diagram, in a square of `size`: its lever tells the state without a colour. */
export function switchGlyph(look: BreakerLook, size: number, colour: string): Markup {
  const [left, right, y, r] = [0.14 * size, 0.86 * size, 0.66 * size, 0.14 * size];
  const end = { closed: [right, y], 'half-open': [0.84 * size, 0.36 * size] }[look as string] ?? [
    0.6 * size,
    0.08 * size,
  ];
  const line = (x2: number, y2: number, dashes: string) =>
    element('line', {
      x1: left,
      y1: y,
      x2,
      y2,
      stroke: colour,
      'stroke-width': 0.15 * size,
      'stroke-linecap': 'round',
      'stroke-dasharray': dashes,
    });
  const dot = (cx: number) => element('circle', { cx, cy: y, r, fill: colour });
  const dashes = look === 'half-open' ? `${0.17 * size} ${0.25 * size}` : 'none';
  return element('g', {}, [line(end[0]!, end[1]!, dashes), dot(left), dot(right)]);
}

/** The colours of a badge: its ground, its edge, and what is written on it. */
export function badgeColours(look: BreakerLook, { colour }: Theme) {
  switch (look) {
    case 'open':
      return { ground: colour.failed, edge: colour.failed, ink: colour.paper };
    case 'partly open':
    case 'half-open':
      return { ground: colour.paper, edge: colour.failed, ink: colour.ink };
    case 'closed':
      return { ground: colour.paper, edge: colour.soft, ink: colour.ink };
  }
}
