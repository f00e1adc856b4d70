import { decimal, durationText } from '../kernel/quantity-text.ts';
import { clipped, LABEL_WIDTH } from './layout.ts';
import { readableTick } from './tick.ts';

/** Something that rises and falls over a run: its mean in each column, 0 or more. */
export interface Curve {
  readonly label: string;
  readonly values: readonly number[];
}

/** Something that holds for a while, with how far it has come in each column: 0 to 1. */
export interface Strip {
  readonly label: string;
  readonly strength: readonly number[];
}

export interface PictureOptions {
  readonly width: number;
  readonly ascii: boolean;
}

const SIGNS = {
  unicode: { levels: ' ▁▂▃▄▅▆▇█', axis: '─', tick: '┬', ellipsis: '…' },
  ascii: { levels: ' .:-=+*#@', axis: '-', tick: '+', ellipsis: '...' },
} as const;
type Signs = (typeof SIGNS)[keyof typeof SIGNS];

/** Rows that the curve takes. */
const CURVE_ROWS = 3;
/** Columns that a label of the time axis needs, so that it stands clear of the next. */
const TIME_LABEL = 9;

/** Columns of a picture of this width: those right of the labels. */
export function pictureColumns(width: number): number {
  return Math.max(10, width - LABEL_WIDTH);
}

/** The curve and the strips under it on one time axis of `durationMs`. */
export function picture(
  durationMs: number,
  curve: Curve | undefined,
  strips: readonly Strip[],
  options: PictureOptions,
): string[] {
  const signs = options.ascii ? SIGNS.ascii : SIGNS.unicode;
  const label = (text: string): string =>
    clipped(text, LABEL_WIDTH - 2, signs.ellipsis).padEnd(LABEL_WIDTH);
  const columns = pictureColumns(options.width);
  const rows = [
    ...(curve === undefined ? [] : curveRows(curve, signs, label)),
    ...timeAxis(durationMs, columns, signs),
    ...strips.map(({ label: text, strength }) => {
      const levels = strength.map((share) => level(share, signs.levels));
      return `${label(text)}${levels.join('')}`;
    }),
  ];
  return rows.map((row) => row.trimEnd());
}

function curveRows(
  { label: text, values }: Curve,
  { levels }: Signs,
  label: (text: string) => string,
): string[] {
  const peak = values.reduce((most, value) => Math.max(most, value), 0);
  return Array.from({ length: CURVE_ROWS }, (_, row) => {
    const floor = CURVE_ROWS - 1 - row;
    const cells = values.map((value) => {
      const height = peak === 0 ? 0 : (value / peak) * CURVE_ROWS - floor;
      return level(Math.min(1, height), levels);
    });
    const scale = row === 0 ? decimal(peak) : row === CURVE_ROWS - 1 ? '0' : '';
    const name = row === 0 ? text : '';
    const gap = ' '.repeat(Math.max(1, LABEL_WIDTH - 2 - name.length - scale.length));
    return `${label(`${name}${gap}${scale}`)}${cells.join('')}`;
  });
}

/** A share as a sign; whatever is above nothing shows. */
function level(share: number, levels: string): string {
  if (share <= 0) return levels[0]!;
  return levels[Math.max(1, Math.round(share * (levels.length - 1)))]!;
}

function timeAxis(durationMs: number, columns: number, signs: Signs): string[] {
  const step = readableTick((durationMs * TIME_LABEL) / columns);
  const line = Array.from<string>({ length: columns }).fill(signs.axis);
  const labels = Array.from<string>({ length: columns }).fill(' ');
  for (let at = 0; at <= durationMs; at += step) {
    const column = Math.min(columns - 1, Math.round((at / durationMs) * columns));
    const text = at === 0 ? '0' : durationText(at);
    line[column] = signs.tick;
    const start = Math.min(column, columns - text.length);
    [...text].forEach((character, index) => {
      labels[start + index] = character;
    });
  }
  const margin = ' '.repeat(LABEL_WIDTH);
  return [`${margin}${line.join('')}`, `${margin}${labels.join('')}`];
}
