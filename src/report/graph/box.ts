import { element, type Markup } from '../chart/markup.ts';
import { count, percent } from '../figures.ts';
import { BAR, LINE, PAD, SMALL, shortName, troubleLines } from './measures.ts';
import type { ServiceMoment } from './moment.ts';
import { type Pen, px, written } from './pen.ts';
import type { Place } from './place.ts';
import type { BoxSketch } from './sketch.ts';
import { busyWords } from './words.ts';

/** A service: its name, how many of its places are busy, and what waits. */
export function drawBox(
  place: Place,
  sketch: BoxSketch,
  service: ServiceMoment & { readonly isCalled: boolean },
  pen: Pen,
): Markup {
  const { fontSize, theme } = pen;
  const { ink, soft, trouble } = theme.colour;
  const [left, top] = [place.x - place.width / 2, place.y - place.height / 2];
  const inner = { x: left + PAD * fontSize, width: place.width - 2 * PAD * fontSize };
  let y = top + PAD * fontSize;
  const parts: Markup[] = [frame(place, service, pen)];
  const line = (text: string, fill: string, size = 1, weight = 400): void => {
    y += LINE * fontSize;
    const [base, letters] = [y - 0.35 * fontSize, size * fontSize];
    parts.push(written(text, { x: inner.x, y: base, size: letters, fill, weight }));
  };
  line(shortName(service.name), ink, 1, 600);
  if (sketch.fleet !== '') line(sketch.fleet, soft, SMALL);
  if (sketch.hasPlaces) {
    parts.push(...bar({ ...inner, y: y + 0.1 * fontSize }, service, pen));
    y += (BAR + 0.3) * fontSize;
  }
  line(service.isCalled ? busyWords(service) : 'nobody calls it', ink, SMALL);
  if (service.isCalled) line(`${count(service.queued)} queued`, ink, SMALL);
  if (sketch.isEjected) line(`${percent(service.ejected)} ejected`, ink, SMALL);
  if (service.trouble !== '') {
    for (const text of troubleLines(service.trouble, place.width / fontSize)) {
      line(text, trouble, SMALL, 600);
    }
  }
  return element('g', {}, parts);
}

/** Hatched while its script is at it, broken where nobody calls it. */
function frame(
  { x, y, width, height }: Place,
  { trouble: words, isCalled }: ServiceMoment & { readonly isCalled: boolean },
  { theme, fontSize }: Pen,
): Markup {
  const { paper, soft, trouble } = theme.colour;
  const isStruck = words !== '';
  const corner = {
    x: px(x - width / 2),
    y: px(y - height / 2),
    width: px(width),
    height: px(height),
    rx: 0.35 * fontSize,
  };
  const edge = {
    stroke: isStruck ? trouble : soft,
    'stroke-width': isStruck ? 2 : 1,
    'stroke-dasharray': isCalled ? 'none' : '4 4',
  };
  return element('g', {}, [
    element('rect', { ...corner, fill: paper }),
    element('rect', { ...corner, ...edge, fill: isStruck ? theme.pattern('trouble') : 'none' }),
  ]);
}

/** How many of the places are busy, as a length; full of another pattern. */
function bar(
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
  { busy, places }: ServiceMoment,
  { theme, fontSize }: Pen,
): Markup[] {
  if (places === null) return [];
  const share = places === 0 ? 1 : Math.min(1, busy / places);
  const { line, successful, paper, soft } = theme.colour;
  const of = (long: number, style: Markup['attributes']) =>
    element('rect', { x: px(x), y: px(y), width: px(long), height: px(BAR * fontSize), ...style });
  return [
    of(width, { fill: paper }),
    of(width, { fill: line, stroke: soft, 'stroke-width': 0.5 }),
    of(share * width, { fill: share === 1 ? theme.pattern('failed') : successful }),
  ];
}
