import { axisX, gridX, plot, rect, text } from '@observablehq/plot';
import type { View } from '../chart/panel.ts';
import type { Theme } from '../chart/theme.ts';
import { count } from '../figures.ts';
import type { PlatePanel } from './plate.ts';
import { roomOf, rowsFrame } from './rows-frame.ts';

/** A line of parts that add up to a whole. */
export interface BarRow {
  readonly label: string;
  readonly figure: string;
  readonly parts: readonly { readonly value: number; readonly fill: (theme: Theme) => string }[];
}

/** In lines of text. */
const LINE = 1.7;
const BAR = 1.2;
const GAP = 0.6;
const ROW = LINE + BAR + GAP;

/** Labels stand above their bars. */
export function barsPanel(name: string, rows: readonly BarRow[]): PlatePanel {
  const height = ({ fontSize }: View) => Math.ceil((rows.length * ROW + 2.4) * fontSize);
  return { name, height, draw: (view) => drawBars(name, rows, height(view), view) };
}

function drawBars(
  name: string,
  rows: readonly BarRow[],
  height: number,
  view: View,
): ReturnType<typeof plot> {
  const { fontSize, theme } = view;
  const bottom = rows.length * ROW * fontSize;
  const parts = rows.flatMap((row, index) => stacked(row, index, view));
  const most = parts.reduce((largest, { to }) => Math.max(largest, to), 1);
  const ticks = Math.max(2, Math.min(most, Math.floor(roomOf(view) / (9 * fontSize))));
  const at = rows.map((row, index) => ({ ...row, y: (index * ROW + 0.5 * LINE) * fontSize }));
  const ink = { fill: theme.colour.ink, stroke: theme.colour.paper, strokeWidth: 0.3 * fontSize };
  return plot({
    ...rowsFrame(name, bottom, height, view),
    x: { domain: [0, most], axis: null },
    marks: [
      gridX({ ticks, stroke: theme.colour.line, strokeOpacity: 1 }),
      rect(parts, {
        x1: 'from',
        x2: 'to',
        y1: 'top',
        y2: 'bottom',
        fill: ({ fill }: Part) => fill,
        stroke: theme.colour.soft,
        strokeWidth: 0.75,
        className: 'part',
      }),
      text(at, {
        frameAnchor: 'left',
        textAnchor: 'start',
        y: 'y',
        text: 'label',
        ...ink,
        className: 'label',
      }),
      text(at, {
        frameAnchor: 'right',
        textAnchor: 'end',
        y: 'y',
        text: 'figure',
        ...ink,
        fontWeight: 600,
        className: 'figure',
      }),
      axisX({ ticks, tickFormat: count, tickSize: 0, fontSize, label: null }),
    ],
  });
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
  readonly fill: string;
}

function stacked({ parts }: BarRow, index: number, { fontSize, theme }: View): Part[] {
  let to = 0;
  const top = (index * ROW + LINE) * fontSize;
  return parts
    .map(({ value, fill }) => {
      const from = to;
      to += value;
      return { from, to, top, bottom: top + BAR * fontSize, fill: fill(theme) };
    })
    .filter((part) => part.to > part.from);
}
