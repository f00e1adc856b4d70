import { axisX, axisY, gridY, plot, ruleY } from '@observablehq/plot';
import { type Chart, titleOf } from './chart.ts';
import { scriptBands, scriptNames } from './script-marks.ts';
import type { ArmSeries, Frame } from './series.ts';
import type { Theme } from './theme.ts';
import { timeLabel, timeTicks } from './time-axis.ts';

/** Where a panel is drawn. */
export interface View {
  /** In px. */
  readonly width: number;
  /** Of a panel of height 1, in px. */
  readonly height: number;
  /** In px. */
  readonly fontSize: number;
  readonly theme: Theme;
  /** What makes the nodes, where there is no page around: a DOM document. */
  readonly document?: object;
}

/** So that a line at the very top is not taken for the frame. */
const HEADROOM = 1.05;

/** The space around a plot, in px: instants stand at the same place in all charts of a view. */
export function margins({ fontSize }: View) {
  return { left: 4.6 * fontSize, right: 1.6 * fontSize, top: 2.1 * fontSize, bottom: 2 * fontSize };
}

/** Draws some of a frame's arms, usually one, into an SVG element. */
export function drawPanel(chart: Chart, arms: readonly ArmSeries[], frame: Frame, view: View) {
  const { width, fontSize, theme } = view;
  const { left, right, top, bottom } = margins(view);
  const { durationMs } = frame.result.scenario;
  const plotWidth = Math.max(1, width - left - right);
  const paint = { theme, fontSize, plotWidth };
  const scaleTop = chart.top(frame);
  return plot({
    ...(view.document === undefined ? {} : { document: view.document as never }),
    width,
    height: panelHeight(chart, view),
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    style: { fontSize: `${fontSize}px`, color: theme.colour.soft },
    ariaLabel: arms.map(({ arm }) => `${titleOf(chart, frame.result)}, ${arm.name}`).join('; '),
    x: { domain: [0, durationMs], axis: null },
    y: { domain: [0, scaleTop === undefined ? 1 : HEADROOM * scaleTop], axis: null },
    marks: [
      ...(scaleTop === undefined ? [] : verticalAxis(chart, view)),
      ...scriptBands(frame.result, paint),
      ...(scaleTop === undefined ? [] : scriptNames(frame.result, paint)),
      ...chart.marks(arms, frame, paint),
      axisX(timeTicks(durationMs, Math.floor(plotWidth / (6 * fontSize))), {
        tickFormat: timeLabel,
        tickSize: 0.4 * fontSize,
        fontSize,
        label: null,
      }),
    ],
  });
}

export function panelHeight(chart: Chart, view: View): number {
  const { top, bottom } = margins(view);
  return Math.round((view.height - top - bottom) * chart.height + top + bottom);
}

function verticalAxis(chart: Chart, { height, fontSize, theme }: View) {
  const ticks = Math.max(2, Math.floor((height * chart.height) / (4 * fontSize)));
  return [
    gridY({ ticks, stroke: theme.colour.line, strokeOpacity: 1 }),
    axisY({
      ticks,
      tickFormat: (value: number) => chart.label(value),
      tickSize: 0,
      fontSize,
      label: null,
    }),
    ruleY([0], { stroke: theme.colour.soft }),
  ];
}
