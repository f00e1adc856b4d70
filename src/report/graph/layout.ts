import { Graph, layout } from '@dagrejs/dagre';
import type { GraphShape, ShapedLink } from '../../experiment/graph-shape.ts';
import { linkKey } from './moment.ts';
import type { Direction, Place, Point, Size } from './place.ts';
import { wayOf } from './way.ts';

/** How large what stands in the picture is, in px. */
export interface Measures {
  readonly box: (name: string) => Size;
  /** Of what is written on a link. */
  readonly label: (link: ShapedLink) => Size;
  /** Between neighbours of a layer. */
  readonly gap: number;
}

/** Where everything in the picture of a graph stands; it does not change from instant to instant. */
export interface Layout extends Size {
  readonly direction: Direction;
  readonly boxes: ReadonlyMap<string, Place>;
  /** By their ends: `linkKey`. */
  readonly arrows: ReadonlyMap<string, Arrow>;
}

export interface Arrow {
  /** From the edge of one box to that of the other. */
  readonly points: readonly Point[];
  readonly label: Place;
}

/**
 * Puts the services in layers, each below those that call it, with few crossings (Gansner et al. 1993, as
 * dagre does it). Deterministic: the same graph always looks the same.
 */
export function layered(
  { services, links }: GraphShape,
  measures: Measures,
  direction: Direction,
): Layout {
  const graph = new Graph();
  const { gap } = measures;
  const margin = { marginx: 2, marginy: 2 };
  // What is written on a link has a layer of its own, half of this from the boxes.
  const ranksep = 2.6 * gap;
  graph.setGraph({ rankdir: direction, nodesep: gap, edgesep: gap, ranksep, ...margin });
  for (const { name } of services) graph.setNode(name, { ...measures.box(name) });
  for (const link of links) {
    graph.setEdge(link.from, link.to, { ...measures.label(link), labelpos: 'c' });
  }
  layout(graph, { constraints: inTheirOrder({ services, links }) });
  const { width = 0, height = 0 } = graph.graph() as Partial<Size>;
  const boxes = new Map(services.map(({ name }) => [name, graph.node(name) as Place]));
  const edges = links.map((link) => ({
    link,
    edge: graph.edge(link.from, link.to) as Place & Pick<Arrow, 'points'>,
  }));
  const labels = edges.map(({ edge }) => edge);
  return {
    width,
    height,
    direction,
    boxes,
    arrows: new Map(
      edges.map(({ link, edge: { points, ...label } }) => {
        const ends = [boxes.get(link.from)!, boxes.get(link.to)!] as const;
        const way = wayOf(ends, points.slice(1, -1), [...boxes.values(), ...labels], direction);
        return [linkKey(link), { points: way, label }];
      }),
    ),
  };
}

/** Services that one other calls, and nobody else, stand in the order of its calls. */
function inTheirOrder({ services, links }: GraphShape): { left: string; right: string }[] {
  const callers = (name: string) => links.filter(({ to }) => to === name).length;
  return services.flatMap(({ name }) => {
    const own = links.filter(({ from, to }) => from === name && callers(to) === 1);
    return own.slice(1).map(({ to }, before) => ({ left: own[before]!.to, right: to }));
  });
}

/** The layout that is flattest of those that fit, or the narrowest where none does. */
export function fitting(layouts: readonly Layout[], room: number): Layout {
  const fit = layouts.filter(({ width }) => width <= room);
  const least = (list: readonly Layout[], side: keyof Size) =>
    list.reduce((best, one) => (one[side] < best[side] ? one : best));
  return fit.length > 0 ? least(fit, 'height') : least(layouts, 'width');
}
