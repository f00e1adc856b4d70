import { element, type Markup } from '../chart/markup.ts';
import type { Theme } from '../chart/theme.ts';
import { drawArrow } from './arrow.ts';
import { drawBox } from './box.ts';
import { drawLabel } from './label.ts';
import { fitting, type Layout, layered } from './layout.ts';
import { measuresOf } from './measures.ts';
import { linkKey, type Moment } from './moment.ts';
import { DIRECTIONS, type Size } from './place.ts';
import type { Sketch } from './sketch.ts';
import { isCalled } from './words.ts';

/** A drawing is not blown up more than this where there is room. */
const MOST_SCALE = 1.35;

/** The ways to lay out a graph, in a font of so many px: the costly part of drawing it. */
export interface GraphLayouts {
  readonly sketch: Sketch;
  readonly fontSize: number;
  readonly layouts: readonly Layout[];
}

/** How a graph is drawn in a place. */
export interface GraphView extends Pick<GraphLayouts, 'sketch' | 'fontSize'> {
  readonly layout: Layout;
  /** In px, as it is drawn: the layout, stretched. */
  readonly size: Size;
}

export function graphLayouts(sketch: Sketch, fontSize: number): GraphLayouts {
  const measures = measuresOf(sketch, fontSize);
  const layouts = DIRECTIONS.map((direction) => layered(sketch.shape, measures, direction));
  return { sketch, fontSize, layouts };
}

/** `room`: the width that there is, in px; a graph that needs more is wider. */
export function graphView({ layouts, ...given }: GraphLayouts, room: number): GraphView {
  const layout = fitting(layouts, room);
  const scale = Math.max(1, Math.min(MOST_SCALE, room / layout.width));
  return {
    ...given,
    layout,
    size: { width: layout.width * scale, height: layout.height * scale },
  };
}

/**
 * The services of an arm as boxes, its links as arrows, and the state of each breaker upon its link. What
 * another arm has at a place, and this one has not, leaves the place empty.
 */
export function drawGraph(
  { sketch, layout, fontSize, size }: GraphView,
  moment: Moment,
  theme: Theme,
): Markup {
  const pen = { theme, fontSize };
  const links = [...moment.links.values()];
  const { direction } = layout;
  const arrows = links.map((link) =>
    drawArrow(layout.arrows.get(linkKey(link))!.points, direction, link, pen),
  );
  const labels = links.map((link) => {
    const key = linkKey(link);
    return drawLabel(layout.arrows.get(key)!.label, sketch.labels.get(key)!, link, pen);
  });
  const boxes = [...moment.services.values()].map((service) =>
    drawBox(
      layout.boxes.get(service.name)!,
      sketch.boxes.get(service.name)!,
      { ...service, isCalled: isCalled(service.name, moment) },
      pen,
    ),
  );
  return element(
    'svg',
    {
      width: Math.round(size.width),
      height: Math.round(size.height),
      viewBox: `0 0 ${layout.width} ${layout.height}`,
      'font-size': fontSize,
      fill: theme.colour.ink,
    },
    [...arrows, ...boxes, ...labels],
  );
}
