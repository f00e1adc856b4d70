import type { Markish } from '@observablehq/plot';
import type { Result } from '../../experiment/result.ts';
import { decimal } from '../../kernel/quantity-text.ts';
import type { Markup } from './markup.ts';
import type { ArmSeries, Frame } from './series.ts';
import type { Theme } from './theme.ts';

/** One kind of picture of a result; every view (page, SVG, PNG) draws it from this. */
export interface Chart {
  /** Of the file, and of the section of the page. */
  readonly name: string;
  readonly title: string;
  /** What it is called of a graph of services, by the one where orders come in; left out, no other. */
  readonly titleOfGraph?: (front: string) => string;
  /** Whether there is anything of it in a result; left out, there is in every result. */
  isIn?(result: Result): boolean;
  /** In a line: what is drawn, and in what unit. */
  explains(frame: Frame): string;
  /** A panel an arm, side by side on the same scales; or one panel that holds all arms. */
  readonly panels: 'an arm' | 'all arms';
  /** Of a panel's height: 1 is usual. */
  readonly height: number;
  /** The top of the vertical scale, which starts at 0; undefined where there is no such scale. */
  top(frame: Frame): number | undefined;
  /** A value of the vertical scale as text. */
  label(value: number): string;
  keys(frame: Frame, theme: Theme): readonly Key[];
  marks(arms: readonly ArmSeries[], frame: Frame, paint: Paint): Markish[];
}

export function titleOf({ title, titleOfGraph }: Chart, result: Result): string {
  const front = frontOf(result);
  return front === undefined || titleOfGraph === undefined ? title : titleOfGraph(front);
}

/** The service of a graph where orders come in; undefined of the short form. */
export function frontOf({ arms }: Result): string | undefined {
  return arms[0]?.graph?.services[0]?.name;
}

/** Of a chart's axis, where it is a level or a peak. */
export function largestOf({ ticksPerColumn }: Frame): string {
  return ticksPerColumn === 1 ? '.' : `; the largest of ${ticksPerColumn} ticks.`;
}

/** A line of the legend. */
export interface Key {
  readonly label: string;
  readonly area?: string;
  /** Of the area, 0 to 1; left out, 1. */
  readonly opacity?: number;
  readonly line?: LineStyle;
  readonly symbol?: DotStyle;
  /** A sign of its own, in a square of so many px. */
  readonly draw?: (size: number, theme: Theme) => Markup;
}

/** A dot, told by its shape too. */
export interface DotStyle {
  readonly shape: 'circle' | 'square' | 'diamond' | 'triangle';
  readonly fill: string;
  readonly stroke: string;
}

export interface LineStyle {
  readonly stroke: string;
  /** As in SVG; a line is told by its dashes too. */
  readonly strokeDasharray?: string;
  readonly strokeWidth: number;
}

/** What a mark needs to know of where it is drawn. */
export interface Paint {
  readonly theme: Theme;
  readonly fontSize: number;
  /** Of the whole run, in px. */
  readonly plotWidth: number;
}

/** The points of a line that is level over each column; a gap where there is no value. */
export function steps<Of extends { readonly fromMs: number; readonly untilMs: number }>(
  columns: readonly Of[],
  value: (column: Of) => number | null,
): { x: number; y: number }[] {
  return columns.flatMap((column) => {
    const y = value(column) ?? Number.NaN;
    return [
      { x: column.fromMs, y },
      { x: column.untilMs, y },
    ];
  });
}

/** The largest value over all columns of all arms; never 0, so that there is a scale. */
export function most(
  { arms }: Frame,
  value: (column: Frame['arms'][number]['columns'][number]) => number | null,
): number {
  let largest = 0;
  for (const { columns } of arms) {
    for (const column of columns) largest = Math.max(largest, value(column) ?? 0);
  }
  return largest === 0 ? 1 : largest;
}

/** A round number on an axis: `20,000`, `1.5M`. */
export function axisCount(value: number): string {
  return value < 1e6 ? decimal(value) : `${decimal(value / 1e6)}M`;
}
