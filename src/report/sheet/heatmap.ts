import { cellsOf } from '../cells.ts';
import type { Paint } from '../paint.ts';
import type { HeatCell, Heatmap } from './sheet.ts';

/** From worst to best; the same in ASCII. A shade only repeats what the figure in the cell says. */
const SHADES = [' ', '░', '▒', '▓', '█'];
const ASCII_SHADES = [' ', '.', ':', '+', '#'];
/** Cells of shade before a figure. */
const SHADE_WIDTH = 2;

/** The map, its values in columns; where they do not fit, the shades alone. */
export function heatmapLines(map: Heatmap, width: number, paint: Paint): string[] {
  const whole = mapLines(map, paint, true);
  const lines = whole.every((line) => cellsOf(line) <= width) ? whole : mapLines(map, paint, false);
  return [...lines, paint.faint(paint.words(`${legend(paint)} ${map.note}`))];
}

function legend(paint: Paint): string {
  const [worst, best] = [shadesOf(paint)[1]!, shadesOf(paint).at(-1)!];
  return `${worst} worst to ${best} best.`;
}

function mapLines({ across, down, cells }: Heatmap, paint: Paint, figures: boolean): string[] {
  const { rule, cross, bar } = paint.signs;
  const label = Math.max(...[down.name, ...down.values].map((text) => cellsOf(text)));
  const widths = across.values.map((value, column) =>
    Math.max(
      cellsOf(value),
      SHADE_WIDTH + (figures ? 1 + Math.max(...cells.map((row) => textWidth(row[column]))) : 0),
    ),
  );
  const name = ' '.repeat(label + 3) + paint.heading(paint.words(across.name));
  const head = [
    paint.heading(paint.words(down.name)) + ' '.repeat(label - cellsOf(down.name)),
    ...across.values.map((value, column) => left(paint.words(value), widths[column]!)),
  ].join(` ${paint.faint(bar)} `);
  const line = [label, ...widths].map((size) => rule.repeat(size)).join(`${rule}${cross}${rule}`);
  const rows = cells.map((row, index) =>
    [
      right(paint.words(down.values[index]!), label),
      ...row.map((cell, column) => cellText(cell, widths[column]!, figures, paint)),
    ].join(` ${paint.faint(bar)} `),
  );
  return [name, head, paint.faint(line), ...rows].map((text) => text.trimEnd());
}

function textWidth(cell: HeatCell | null | undefined): number {
  return cell === null || cell === undefined ? 0 : cellsOf(cell.text);
}

function cellText(cell: HeatCell | null, width: number, figures: boolean, paint: Paint): string {
  if (cell === null) return ' '.repeat(width);
  const shades = shadesOf(paint);
  const shade = shades[Math.min(shades.length - 1, Math.floor(cell.warmth * shades.length))]!;
  const patch = shade.repeat(figures ? SHADE_WIDTH : width);
  const text = figures ? `${patch}${right(paint.words(cell.text), width - SHADE_WIDTH)}` : patch;
  return colourOf(cell, paint)(text);
}

function colourOf({ mood }: HeatCell, paint: Paint): (text: string) => string {
  if (mood === 'open') return paint.warning;
  return mood === 'good' ? paint.good : paint.bad;
}

function shadesOf({ signs }: Paint): readonly string[] {
  return signs.eighths.length === 0 ? ASCII_SHADES : SHADES;
}

function right(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - cellsOf(text))) + text;
}

function left(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellsOf(text)));
}
