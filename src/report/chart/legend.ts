import type { Key } from './chart.ts';
import { element, type Markup } from './markup.ts';
import type { Theme } from './theme.ts';

/** A sample of what a key stands for: an area with its pattern, or a line with its dashes. */
export function sample({ area, line }: Key, size: number, theme: Theme): Markup {
  const width = 1.9 * size;
  if (line !== undefined) {
    const { stroke, strokeWidth, strokeDasharray = 'none' } = line;
    const middle = { x1: 0, x2: width, y1: size / 2, y2: size / 2 };
    const style = { stroke, 'stroke-width': strokeWidth, 'stroke-dasharray': strokeDasharray };
    return element('line', { ...middle, ...style });
  }
  return element('rect', {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: size - 1,
    fill: area ?? 'none',
    stroke: theme.colour.soft,
    'stroke-width': 0.75,
  });
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
