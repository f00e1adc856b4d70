import { axisX, axisY, dot, gridY, line, link, plot, ruleX, ruleY, text } from '@observablehq/plot';
import type { Interval } from '../../experiment/study/statistics/interval.ts';
import type { Unit } from '../../model/metrics/metric.ts';
import type { DotStyle, Key, LineStyle } from '../chart/chart.ts';
import { margins, type View } from '../chart/panel.ts';
import type { Theme } from '../chart/theme.ts';
import { axisText } from './axis-text.ts';
import type { PlatePanel } from './plate.ts';

/** A metric along the values of a setting. */
export interface Curve {
  readonly name: string;
  /** Which colour, dashes and shape it has, from 0: the same thing has the same in every panel. */
  readonly style: number;
  readonly points: readonly {
    /** Of which value, from 0. */
    readonly place: number;
    readonly mean: number | null;
    readonly interval: Interval | null;
  }[];
}

export interface CurveScale {
  readonly unit: Unit;
  /** Whether there is a line at zero. */
  readonly fromZero: boolean;
  /** Of the setting: they stand as far from each other as the next ones. */
  readonly values: readonly string[];
  readonly across: string;
  /** Where along the setting, between the places of its values, something changes. */
  readonly flips: readonly { readonly place: number; readonly text: string }[];
}

/** Lines with whiskers along the values of a setting, told apart by colour, dashes and shape. */
export function curvePanel(name: string, curves: readonly Curve[], scale: CurveScale): PlatePanel {
  return {
    name,
    height: ({ height, fontSize }) => Math.round(1.15 * height + 2 * fontSize),
    draw: (view) => drawCurves(name, curves, scale, view),
  };
}

export function curveKeys(curves: readonly Curve[], theme: Theme): Key[] {
  return curves.map(({ name, style }) => ({ label: name, line: lineOf(style, theme) }));
}

function drawCurves(
  name: string,
  curves: readonly Curve[],
  scale: CurveScale,
  view: View,
): ReturnType<typeof plot> {
  const { width, fontSize, theme } = view;
  const height = Math.round(1.15 * view.height + 2 * fontSize);
  const { left, right, top, bottom } = margins(view);
  const ticks = Math.max(2, Math.floor(view.height / (3.5 * fontSize)));
  return plot({
    ...(view.document === undefined ? {} : { document: view.document as never }),
    width,
    height,
    marginLeft: 1.3 * left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom + 1.6 * fontSize,
    style: { fontSize: `${fontSize}px`, color: theme.colour.soft },
    ariaLabel: name,
    x: { domain: [-0.4, scale.values.length - 0.6], axis: null },
    y: { domain: domainOf(curves, scale), axis: null },
    marks: [
      gridY({ ticks, stroke: theme.colour.line, strokeOpacity: 1 }),
      axisY({ ticks, tickFormat: axisText(scale.unit), tickSize: 0, fontSize, label: null }),
      ...(scale.fromZero ? [ruleY([0], { stroke: theme.colour.ink })] : []),
      ...flipMarks(scale, view),
      ...curves.flatMap((curve) => curveMarks(curve, view)),
      axisX(
        scale.values.map((_, place) => place),
        {
          tickFormat: (place: number) => scale.values[place] ?? '',
          tickSize: 0.4 * fontSize,
          fontSize,
          label: `${scale.across} →`,
          labelAnchor: 'right',
          labelOffset: 3 * fontSize,
        },
      ),
    ],
  });
}

function curveMarks({ points, style }: Curve, { theme, fontSize }: View) {
  const told = points.flatMap(({ place, mean, interval }) =>
    mean === null
      ? []
      : [{ place, mean, low: interval?.low ?? mean, high: interval?.high ?? mean }],
  );
  const own = lineOf(style, theme);
  const { shape, fill, stroke } = dotOf(style, theme);
  return [
    line(told, { x: 'place', y: 'mean', ...own, className: 'curve' }),
    link(told, {
      x1: 'place',
      x2: 'place',
      y1: 'low',
      y2: 'high',
      stroke: own.stroke,
      strokeWidth: 1.75,
      className: 'whisker',
    }),
    dot(told, {
      x: 'place',
      y: 'mean',
      symbol: shape,
      r: 0.36 * fontSize,
      fill,
      stroke,
      strokeWidth: 1.75,
      className: 'mean',
    }),
  ];
}

function flipMarks({ flips }: CurveScale, { theme, fontSize }: View) {
  return [
    ruleX(flips, {
      x: 'place',
      stroke: theme.colour.trouble,
      strokeDasharray: '3 3',
      strokeWidth: 1.5,
    }),
    text(flips, {
      x: 'place',
      frameAnchor: 'top',
      dy: -1.1 * fontSize,
      text: 'text',
      fill: theme.colour.trouble,
      fontWeight: 600,
      className: 'flip',
    }),
  ];
}

const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '4 2', '1 2'];
const SHAPES: readonly DotStyle['shape'][] = ['diamond', 'circle', 'square', 'triangle'];

function lineOf(index: number, theme: Theme): LineStyle {
  const dashes = DASHES[index % DASHES.length]!;
  return { stroke: colourOf(index, theme), strokeWidth: 2, strokeDasharray: dashes };
}

function dotOf(index: number, theme: Theme): DotStyle {
  const stroke = colourOf(index, theme);
  return { shape: SHAPES[index % SHAPES.length]!, fill: theme.colour.paper, stroke };
}

function colourOf(index: number, { colour }: Theme): string {
  const { soft, successful, blocked, failed, timedOut, ink } = colour;
  return [soft, successful, blocked, failed, timedOut, ink][index % 6]!;
}

function domainOf(curves: readonly Curve[], { fromZero }: CurveScale): [number, number] {
  const values = curves.flatMap(({ points }) =>
    points.flatMap(({ mean, interval }) => [
      ...(mean === null ? [] : [mean]),
      ...(interval === null ? [] : [interval.low, interval.high]),
    ]),
  );
  if (fromZero) values.push(0);
  const low = values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
  const high = values.reduce((a, b) => Math.max(a, b), values[0] ?? 1);
  const air = high === low ? Math.abs(high) * 0.05 || 1 : (high - low) * 0.06;
  return [low - air, high + air];
}
