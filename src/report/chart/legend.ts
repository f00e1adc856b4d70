import type { DotStyle, Key } from './chart.ts';
import { element, type Markup } from './markup.ts';
import type { Theme } from './theme.ts';

/** A sample of what a key stands for: an area with its pattern, a line with its dashes, a dot with its shape. */
export function sample(key: Key, size: number, theme: Theme): Markup {
  const { area, line } = key;
  const width = 1.9 * size;
  if (line !== undefined) {
    const { stroke, strokeWidth, strokeDasharray = 'none' } = line;
    const middle = { x1: 0, x2: width, y1: size / 2, y2: size / 2 };
    const style = { stroke, 'stroke-width': strokeWidth, 'stroke-dasharray': strokeDasharray };
    return element('line', { ...middle, ...style });
  }
  if (key.draw !== undefined) {
    const drawn = key.draw(size, theme);
    return element('g', { transform: `translate(${0.45 * size}, 0)` }, [drawn]);
  }
  if (key.symbol !== undefined) return dot(key.symbol, width / 2, size);
  return element('rect', {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: size - 1,
    fill: area ?? 'none',
    ...(key.opacity === undefined ? {} : { 'fill-opacity': key.opacity }),
    stroke: theme.colour.soft,
    'stroke-width': 0.75,
  });
}

function dot({ shape, fill, stroke }: DotStyle, x: number, size: number): Markup {
  const [r, y] = [0.36 * size, size / 2];
  const style = { fill, stroke, 'stroke-width': 1.5 };
  if (shape === 'circle') return element('circle', { cx: x, cy: y, r, ...style });
  const corners: Readonly<Record<Exclude<DotStyle['shape'], 'circle'>, readonly number[][]>> = {
    square: [
      [-0.9, -0.9],
      [0.9, -0.9],
      [0.9, 0.9],
      [-0.9, 0.9],
    ],
    diamond: [
      [0, -1.2],
      [1.2, 0],
      [0, 1.2],
      [-1.2, 0],
    ],
    triangle: [
      [0, -1.1],
      [1.1, 0.9],
      [-1.1, 0.9],
    ],
  };
  const points = corners[shape].map(([dx, dy]) => `${x + dx! * r},${y + dy! * r}`).join(' ');
  return element('polygon', { points, ...style });
}

/** Keys beside one another, in as many rows as the width asks for. */
export function legendRows(
  keys: readonly Key[],
  width: number,
  fontSize: number,
  theme: Theme,
): { rows: Markup[]; height: number } {
  const lineHeight = 1.6 * fontSize;
  let [x, y] = [0, 0];
  const rows = keys.map((key) => {
    const needed = 2.4 * fontSize + key.label.length * 0.58 * fontSize + 1.6 * fontSize;
    if (x > 0 && x + needed > width) [x, y] = [0, y + lineHeight];
    const placed = element('g', { transform: `translate(${Math.round(x)}, ${Math.round(y)})` }, [
      sample(key, 0.9 * fontSize, theme),
      element(
        'text',
        { x: 2.2 * fontSize, y: 0.8 * fontSize, 'font-size': fontSize, fill: theme.colour.ink },
        [key.label],
      ),
    ]);
    x += needed;
    return placed;
  });
  return { rows, height: keys.length === 0 ? 0 : y + 1.8 * lineHeight };
}
