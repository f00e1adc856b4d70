import { areaY, axisX, axisY, gridY, lineY, plot, ruleY } from '@observablehq/plot';
import type { ScenarioHead } from '../../experiment/result.ts';
import type { MetricReading } from '../../experiment/study/reading.ts';
import { type Key, type LineStyle, steps } from '../chart/chart.ts';
import { margins, type View } from '../chart/panel.ts';
import { scriptBands, scriptNames } from '../chart/script-marks.ts';
import type { Theme } from '../chart/theme.ts';
import { timeLabel, timeTicks } from '../chart/time-axis.ts';
import { type BandCell, bandCell } from '../study/band.ts';
import type { PlatePanel } from './plate.ts';

/** One metric of an arm over time, over the seeds. */
export interface Band {
  readonly name: string;
  /** Tick by tick. */
  readonly readings: readonly MetricReading[];
  /** Drawn as a line for comparison; left out where there is nothing to compare with. */
  readonly against?: readonly MetricReading[];
}

export interface BandScale {
  readonly scenario: ScenarioHead;
  /** Shared by all panels; the scale starts at 0. */
  readonly top: number;
  readonly label: (value: number) => string;
}

/** A column may be as narrow as this, in px. */
const LEAST_COLUMN = 2;
const BAND_OPACITY = 0.3;
const HEADROOM = 1.05;

/** The median of the seeds in the band of most of them, over time. */
export function bandPanel(band: Band, scale: BandScale): PlatePanel {
  return {
    name: band.name,
    height: ({ height }) => Math.round(height),
    draw: (view) => drawBand(band, scale, view),
  };
}

export function bandKeys({ colour }: Theme, median: string, against: string | null): Key[] {
  return [
    { label: median, line: medianStyle({ colour }) },
    {
      label: 'from the 10th to the 90th of 100 seeds',
      area: colour.successful,
      opacity: BAND_OPACITY,
    },
    ...(against === null ? [] : [{ label: against, line: againstStyle({ colour }) }]),
  ];
}

function drawBand(band: Band, scale: BandScale, view: View): ReturnType<typeof plot> {
  const { width, height, fontSize, theme } = view;
  const { left, right, top, bottom } = margins(view);
  const { scenario } = scale;
  const plotWidth = Math.max(1, width - left - right);
  const paint = { theme, fontSize, plotWidth };
  const mostColumns = Math.max(1, Math.floor(plotWidth / LEAST_COLUMN));
  const columns = columnsOf(band.readings, scenario, mostColumns);
  const beside = columnsOf(band.against ?? [], scenario, mostColumns);
  const edge = (end: keyof BandCell) => steps(columns, ({ cell }) => cell?.[end] ?? null);
  const low = edge('low');
  const area = edge('high').map((point, index) => ({ ...point, low: low[index]!.y }));
  const ticks = Math.max(2, Math.floor(height / (4 * fontSize)));
  return plot({
    ...(view.document === undefined ? {} : { document: view.document as never }),
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: top,
    marginBottom: bottom,
    style: { fontSize: `${fontSize}px`, color: theme.colour.soft },
    ariaLabel: band.name,
    x: { domain: [0, scenario.durationMs], axis: null },
    y: { domain: [0, HEADROOM * scale.top], axis: null },
    marks: [
      gridY({ ticks, stroke: theme.colour.line, strokeOpacity: 1 }),
      axisY({ ticks, tickFormat: scale.label, tickSize: 0, fontSize, label: null }),
      ruleY([0], { stroke: theme.colour.soft }),
      ...scriptBands({ scenario }, paint),
      ...scriptNames({ scenario }, paint),
      areaY(area, {
        x: 'x',
        y1: 'low',
        y2: 'y',
        fill: theme.colour.successful,
        fillOpacity: BAND_OPACITY,
        className: 'band',
      }),
      lineY(
        steps(beside, ({ cell }) => cell?.middle ?? null),
        { x: 'x', y: 'y', ...againstStyle(theme), className: 'against' },
      ),
      lineY(edge('middle'), { x: 'x', y: 'y', ...medianStyle(theme), className: 'median' }),
      axisX(timeTicks(scenario.durationMs, Math.floor(plotWidth / (6 * fontSize))), {
        tickFormat: timeLabel,
        tickSize: 0.4 * fontSize,
        fontSize,
        label: null,
      }),
    ],
  });
}

function medianStyle({ colour }: Pick<Theme, 'colour'>): LineStyle {
  return { stroke: colour.successful, strokeWidth: 2.25 };
}

function againstStyle({ colour }: Pick<Theme, 'colour'>): LineStyle {
  return { stroke: colour.ink, strokeWidth: 1.5, strokeDasharray: '5 2.5' };
}

interface Column {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly cell: BandCell | null;
}

/** Where there are more ticks than columns, a column is as wide a band as the widest of its ticks. */
function columnsOf(
  readings: readonly MetricReading[],
  { tickMs, durationMs }: ScenarioHead,
  most: number,
): Column[] {
  const size = Math.max(1, Math.ceil(readings.length / most));
  return Array.from({ length: Math.ceil(readings.length / size) }, (_, index) => ({
    fromMs: index * size * tickMs,
    untilMs: Math.min((index + 1) * size * tickMs, durationMs),
    cell: bandCell(readings.slice(index * size, (index + 1) * size)),
  }));
}
