import { axisX, dot, gridX, link, plot, text } from '@observablehq/plot';
import type { Interval } from '../../experiment/study/statistics/interval.ts';
import type { Unit } from '../../model/metrics/metric.ts';
import type { View } from '../chart/panel.ts';
import { wrap } from '../wrap.ts';
import { axisText } from './axis-text.ts';
import type { PlatePanel } from './plate.ts';
import { roomOf, rowsFrame } from './rows-frame.ts';
import { symbolOf, type Tone } from './tone.ts';

/** One line of dots and whiskers. */
export interface IntervalRow {
  readonly label: string;
  /** The figure that the dot and its whiskers are; of nothing that was measured empty. */
  readonly figure: string;
  readonly tone: Tone;
  readonly mean: number | null;
  /** The whiskers. */
  readonly interval: Interval | null;
  /** A bar behind them: where most single values are. */
  readonly most?: Interval | null;
  /** Single values, a stroke each. */
  readonly single?: readonly number[];
  /** A value of its own: a triangle. */
  readonly mark?: number | null;
}

export interface IntervalScale {
  readonly unit: Unit;
  /** Whether there is a line at zero. */
  readonly fromZero: boolean;
  /** The ends of the scale; left out, what there is. */
  readonly domain?: readonly [number, number];
}

/** A letter is about this much of the size of its font. */
const LETTER = 0.58;
/** In lines of text. */
const LINE = 1.4;
const STRIP = 1.5;
const GAP = 0.6;

interface Placed {
  readonly row: IntervalRow;
  /** Of the label's lines, and of the strip's middle: from the top, in px. */
  readonly lines: readonly { readonly text: string; readonly y: number }[];
  readonly figureY: number;
  readonly y: number;
}

/** Labels stand above their whiskers, so that a narrow screen has as much room for these as a wide one. */
export function intervalPanel(
  name: string,
  rows: readonly IntervalRow[],
  scale: IntervalScale,
): PlatePanel {
  return {
    name,
    height: (view) => layOut(rows, view).height,
    draw: (view) => drawRows(name, rows, scale, view),
  };
}

function layOut(rows: readonly IntervalRow[], view: View) {
  const { fontSize } = view;
  const letters = Math.max(8, Math.floor(roomOf(view) / (LETTER * fontSize)));
  let y = 0.2 * fontSize;
  const placed = rows.map((row): Placed => {
    const labels = wrap(row.label, letters);
    const isTight = labels.at(-1)!.length + row.figure.length + 3 > letters;
    const texts = isTight && row.figure !== '' ? [...labels, ''] : labels;
    const lines = texts.map((text) => {
      y += LINE * fontSize;
      return { text, y: y - 0.5 * LINE * fontSize };
    });
    const middle = y + 0.5 * STRIP * fontSize;
    y += (STRIP + GAP) * fontSize;
    return { row, lines, figureY: lines.at(-1)!.y, y: middle };
  });
  return { placed, bottom: y, height: Math.ceil(y + 2.2 * fontSize) };
}

function drawRows(
  name: string,
  rows: readonly IntervalRow[],
  scale: IntervalScale,
  view: View,
): ReturnType<typeof plot> {
  const { fontSize, theme } = view;
  const { placed, bottom, height } = layOut(rows, view);
  const ticks = Math.max(2, Math.floor(roomOf(view) / (9 * fontSize)));
  return plot({
    ...rowsFrame(name, bottom, height, view),
    x: { domain: [...(scale.domain ?? domainOf(rows, scale))], axis: null },
    marks: [
      gridX({ ticks, stroke: theme.colour.line, strokeOpacity: 1 }),
      ...(scale.fromZero ? [zeroMarks(placed, view)] : []),
      ...stripMarks(placed, view),
      ...texts(placed, view),
      axisX({ ticks, tickFormat: axisText(scale.unit), tickSize: 0, fontSize, label: null }),
    ],
  });
}

/** Wide and faint what single seeds did, narrow and dark what is known of the mean. */
function stripMarks(placed: readonly Placed[], { fontSize, theme }: View) {
  const bars = placed.flatMap(({ row: { most }, y }) => (most ? [{ ...most, y }] : []));
  const singles = placed.flatMap(({ row: { single = [] }, y }) => single.map((x) => ({ x, y })));
  const marks = placed.flatMap(({ row: { mark }, y }) => (mark == null ? [] : [{ x: mark, y }]));
  const whiskers = placed.flatMap(({ row: { interval }, y }) =>
    interval ? [{ ...interval, y }] : [],
  );
  const ends = whiskers.flatMap(({ low, high, y }) => [low, high].map((x) => ({ x, y })));
  const dots = placed.flatMap(({ row, y }) =>
    row.mean === null ? [] : [{ x: row.mean, y, tone: row.tone }],
  );
  const { ink, soft, line, timedOut } = theme.colour;
  return [
    link(bars, {
      x1: 'low',
      x2: 'high',
      y1: 'y',
      y2: 'y',
      stroke: line,
      strokeWidth: 0.8 * fontSize,
      className: 'most',
    }),
    tick(singles, 0.45 * fontSize, { stroke: soft, strokeOpacity: 0.8, className: 'single' }),
    link(whiskers, {
      x1: 'low',
      x2: 'high',
      y1: 'y',
      y2: 'y',
      stroke: ink,
      strokeWidth: 1.75,
      className: 'whisker',
    }),
    tick(ends, 0.3 * fontSize, { stroke: ink, strokeWidth: 1.75, className: 'end' }),
    dot(marks, {
      x: 'x',
      y: 'y',
      symbol: 'triangle',
      r: 0.36 * fontSize,
      fill: timedOut,
      stroke: ink,
      className: 'mark',
    }),
    ...[...new Set(dots.map(({ tone }) => tone))].map((tone) => {
      const { shape, fill, stroke } = symbolOf(tone, theme);
      return dot(
        dots.filter((one) => one.tone === tone),
        {
          x: 'x',
          y: 'y',
          symbol: shape,
          r: 0.36 * fontSize,
          fill,
          stroke,
          strokeWidth: 1.75,
          className: `mean ${tone}`,
        },
      );
    }),
  ];
}

/** Beside the strips only: a line through the labels would be read as a letter. */
function zeroMarks(placed: readonly Placed[], { fontSize, theme }: View) {
  const at = placed.map(({ y }) => ({ x: 0, y }));
  return tick(at, 0.5 * (STRIP + GAP) * fontSize, { stroke: theme.colour.ink, className: 'zero' });
}

function tick(
  at: readonly { readonly x: number; readonly y: number }[],
  half: number,
  style: Readonly<Record<string, string | number>>,
) {
  type At = (typeof at)[number];
  return link(at, {
    x1: 'x',
    x2: 'x',
    y1: ({ y }: At) => y - half,
    y2: ({ y }: At) => y + half,
    ...style,
  });
}

function texts(placed: readonly Placed[], { theme, fontSize }: View) {
  const halo = { stroke: theme.colour.paper, strokeWidth: 0.3 * fontSize };
  return [
    text(
      placed.flatMap(({ lines }) => lines),
      {
        frameAnchor: 'left',
        textAnchor: 'start',
        y: 'y',
        text: 'text',
        fill: theme.colour.ink,
        ...halo,
        className: 'label',
      },
    ),
    text(placed, {
      frameAnchor: 'right',
      textAnchor: 'end',
      y: 'figureY',
      text: ({ row }: Placed) => row.figure,
      fill: theme.colour.ink,
      fontWeight: 600,
      ...halo,
      className: 'figure',
    }),
  ];
}

/** All that is drawn, and some air. */
function domainOf(rows: readonly IntervalRow[], { fromZero }: IntervalScale): [number, number] {
  const values = rows.flatMap(({ mean, interval, most = null, single = [], mark = null }) => [
    ...[mean, mark].filter((one) => one !== null),
    ...[interval, most].flatMap((one) => (one === null ? [] : [one.low, one.high])),
    ...single,
  ]);
  if (fromZero) values.push(0);
  const low = values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
  const high = values.reduce((a, b) => Math.max(a, b), values[0] ?? 1);
  const air = high === low ? Math.abs(high) * 0.05 || 1 : (high - low) * 0.04;
  return [low - air, high + air];
}
