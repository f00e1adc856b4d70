import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GraphShape } from '../../../src/experiment/graph-shape.ts';
import { type Layout, layered, type Measures } from '../../../src/report/graph/layout.ts';
import { linkKey } from '../../../src/report/graph/moment.ts';
import {
  DIRECTIONS,
  type Direction,
  type Place,
  type Point,
} from '../../../src/report/graph/place.ts';

/** Up to 12 services, the first calls whatever nobody else does, none calls one before it. */
const shapes: fc.Arbitrary<GraphShape> = fc.integer({ min: 1, max: 12 }).chain((number) => {
  const names = Array.from({ length: number }, (_, place) => `s${place}`);
  const pairs = names.flatMap((from, place) => names.slice(place + 1).map((to) => ({ from, to })));
  return fc.subarray(pairs, { maxLength: Math.min(24, pairs.length) }).map((links) => ({
    services: names.map((name) => ({ name, instances: 1 })),
    links,
  }));
});

/** Each takes some ms. */
const RUNS = { numRuns: 50 };

/** Boxes and labels of as many sizes as there are names. */
const measures: Measures = {
  box: (name) => ({ width: 120, height: 70 + 9 * Number(name.slice(1)) }),
  label: ({ from, to }) => ({ width: 60 + 7 * from.length + 4 * Number(to.slice(1)), height: 66 }),
  gap: 19,
};

const chain = (names: string): GraphShape['links'] =>
  names.split(' ').map((pair) => ({ from: pair[0]!, to: pair[1]! }));

function shape(names: string, links: string): GraphShape {
  return {
    services: [...names].map((name) => ({ name, instances: 1 })),
    links: links === '' ? [] : chain(links),
  };
}

function overlap(one: Place, other: Place): boolean {
  const apart = (side: 'x' | 'y', size: 'width' | 'height') =>
    Math.abs(one[side] - other[side]) >= (one[size] + other[size]) / 2 - 1e-6;
  return !apart('x', 'width') && !apart('y', 'height');
}

function holds({ x, y, width, height }: Place, point: Point, margin = 0): boolean {
  return (
    Math.abs(point.x - x) <= width / 2 + margin && Math.abs(point.y - y) <= height / 2 + margin
  );
}

/** Layers told from left to right, whatever the direction. */
function ahead({ x, y }: Point, direction: Direction): Point {
  return direction === 'LR' ? { x, y } : { x: y, y: x };
}

/** Points of the line through `way`: between two of them it is an S that leaves and arrives straight on. */
function drawn(way: readonly Point[]): Point[] {
  return way.slice(1).flatMap((to, index) => {
    const from = way[index]!;
    return Array.from({ length: 9 }, (_, step) => {
      const t = step / 8;
      const share = t * t * (3 - 2 * t);
      const x = (1 - t) ** 3 * from.x + 1.5 * t * (1 - t) * (from.x + to.x) + t ** 3 * to.x;
      return { x, y: from.y + share * (to.y - from.y) };
    });
  });
}

/** All that stands somewhere: none of it may stand upon another. */
function placesOf({ boxes, arrows }: Layout): Place[] {
  return [...boxes.values(), ...[...arrows.values()].map(({ label }) => label)];
}

describe.each(DIRECTIONS)('a layout %s', (direction) => {
  const laidOut = (of: GraphShape) => layered(of, measures, direction);

  test('has every service and every link, and nothing stands upon another', () => {
    fc.assert(
      fc.property(shapes, (of) => {
        const layout = laidOut(of);
        expect([...layout.boxes.keys()]).toEqual(of.services.map(({ name }) => name));
        expect([...layout.arrows.keys()]).toEqual(of.links.map(linkKey));
        const places = placesOf(layout);
        for (const [index, one] of places.entries()) {
          for (const other of places.slice(index + 1)) expect(overlap(one, other)).toBe(false);
        }
      }),
      RUNS,
    );
  });

  test('every arrow goes from the edge of one box to that of the other, through its label', () => {
    fc.assert(
      fc.property(shapes, (of) => {
        const { boxes, arrows } = laidOut(of);
        for (const link of of.links) {
          const { points, label } = arrows.get(linkKey(link))!;
          expect(holds(boxes.get(link.from)!, points[0]!, 1e-6)).toBe(true);
          expect(holds(boxes.get(link.to)!, points.at(-1)!, 1e-6)).toBe(true);
          const side = direction === 'LR' ? 'y' : 'x';
          expect(points.some((point) => Math.abs(point[side] - label[side]) < 1e-6)).toBe(true);
        }
      }),
      RUNS,
    );
  });

  test('no arrow crosses a service that it does not belong to', () => {
    fc.assert(
      fc.property(shapes, (of) => {
        const { boxes, arrows } = laidOut(of);
        for (const link of of.links) {
          const way = arrows.get(linkKey(link))!.points.map((point) => ahead(point, direction));
          for (const [name, box] of boxes) {
            if (name === link.from || name === link.to) continue;
            const { x, y, width, height } = box;
            const size = ahead({ x: width, y: height }, direction);
            const place = { ...ahead({ x, y }, direction), width: size.x, height: size.y };
            expect(drawn(way).filter((point) => holds(place, point, -1))).toEqual([]);
          }
        }
      }),
      RUNS,
    );
  });

  test('all stands within the picture, callers before those that they call', () => {
    fc.assert(
      fc.property(shapes, (of) => {
        const layout = laidOut(of);
        const paper = { x: layout.width / 2, y: layout.height / 2, ...layout };
        for (const { x, y, width, height } of placesOf(layout)) {
          for (const sign of [-1, 1]) {
            const corner = { x: x + (sign * width) / 2, y: y + (sign * height) / 2 };
            expect(holds(paper, corner, 1e-6)).toBe(true);
          }
        }
        const along = direction === 'LR' ? 'x' : 'y';
        for (const { from, to } of of.links) {
          const [first, then] = [layout.boxes.get(from)!, layout.boxes.get(to)!];
          expect(first[along]).toBeLessThan(then[along]);
        }
      }),
      RUNS,
    );
  });

  test('is the same for the same graph', () => {
    fc.assert(
      fc.property(shapes, (of) => {
        expect(laidOut(of)).toEqual(laidOut(of));
      }),
      RUNS,
    );
  });

  test('what one service alone calls stands in the order of its calls', () => {
    const of = shape('abcdefg', 'af ae ad ac ab bg');
    const across = direction === 'LR' ? 'y' : 'x';
    const { boxes } = layered(of, { ...measures, box: () => ({ width: 9, height: 9 }) }, direction);
    const order = [...'fedcb'].map((name) => boxes.get(name)![across]);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});
