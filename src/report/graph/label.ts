import { element, type Markup } from '../chart/markup.ts';
import type { Theme } from '../chart/theme.ts';
import { count } from '../figures.ts';
import { badgeColours, lookOf, switchGlyph } from './glyph.ts';
import { BADGE, LINE, middleHeight, SMALL } from './measures.ts';
import type { BreakerMoment, LinkMoment } from './moment.ts';
import { type Pen, px, written } from './pen.ts';
import type { Place } from './place.ts';
import type { LabelSketch } from './sketch.ts';
import { stateWords } from './words.ts';

interface Line {
  readonly text: string;
  readonly fill: string;
  readonly weight: number;
}

/**
 * What stands on a link: how it is chosen and how many calls it has, its breakers, and what became of the calls
 * of the tick. The arrow is seen in the middle, behind the breakers.
 */
export function drawLabel(place: Place, sketch: LabelSketch, link: LinkMoment, pen: Pen): Markup {
  const { fontSize } = pen;
  const { before, after } = linesOf(link, sketch, pen.theme);
  const lineHeight = LINE * SMALL * fontSize;
  const middle = middleHeight(sketch) * fontSize;
  const top = place.y - middle / 2 - before.length * lineHeight;
  const below = top + before.length * lineHeight + middle;
  const draw = (lines: readonly Line[], from: number) =>
    lines.map(({ text, ...style }, index) =>
      written(text, {
        ...style,
        x: place.x,
        y: from + (index + 0.75) * lineHeight,
        size: SMALL * fontSize,
        anchor: 'middle',
      }),
    );
  const blank = (from: number, lines: number) => ground(place, from, lines * lineHeight, pen.theme);
  const badges = link.breakers.map((breaker, index) => {
    const name = link.breakers.length > 1 ? `${breaker.name}: ` : '';
    const y = below - middle + ((index + 0.5) * middle) / link.breakers.length;
    return badge({ ...place, y }, name, breaker, pen);
  });
  return element('g', {}, [
    blank(top, before.length),
    blank(below, after.length),
    ...draw(before, top),
    ...badges,
    ...draw(after, below),
  ]);
}

function linesOf(
  { calls: { started, failed, blocked } }: LinkMoment,
  { route, breakers }: LabelSketch,
  { colour }: Theme,
): { before: Line[]; after: Line[] } {
  const lost = (text: string, number: number): Line =>
    number === 0
      ? { text, fill: colour.soft, weight: 400 }
      : { text, fill: colour.ink, weight: 600 };
  return {
    before: [
      ...(route === '' ? [] : [{ text: route, fill: colour.soft, weight: 400 }]),
      { text: `${count(started)} calls`, fill: colour.ink, weight: 400 },
    ],
    after: [
      lost(`${count(failed)} failed`, failed),
      ...(breakers === 0 ? [] : [lost(`${count(blocked)} blocked`, blocked)]),
    ],
  };
}

/** So that the arrow is not seen behind what is written. */
function ground({ x, width }: Place, top: number, height: number, { colour }: Theme): Markup {
  return element('rect', {
    x: px(x - width / 2),
    y: px(top),
    width: px(width),
    height: px(height),
    fill: colour.paper,
  });
}

function badge(
  { x, y, width }: Place,
  name: string,
  breaker: BreakerMoment,
  { theme, fontSize }: Pen,
): Markup {
  const look = lookOf(breaker);
  const { ground: fill, edge, ink } = badgeColours(look, theme);
  const height = (BADGE - 0.15) * fontSize;
  const [left, glyph] = [x - width / 2 + 1, 1.15 * fontSize];
  return element('g', {}, [
    element('rect', {
      x: px(left),
      y: px(y - height / 2),
      width: px(width - 2),
      height: px(height),
      rx: px(height / 2),
      fill,
      stroke: edge,
      'stroke-width': look === 'closed' ? 1 : 1.75,
      'stroke-dasharray': look === 'half-open' ? '4 2.5' : 'none',
    }),
    element('g', { transform: `translate(${px(left + 0.5 * fontSize)}, ${px(y - glyph / 2)})` }, [
      switchGlyph(look, glyph, ink),
    ]),
    written(name + stateWords(breaker), {
      x: x + 0.6 * fontSize,
      y: y + 0.32 * fontSize,
      size: SMALL * fontSize,
      fill: ink,
      anchor: 'middle',
      weight: 600,
    }),
  ]);
}
