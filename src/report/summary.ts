import type { ArmResult } from '../experiment/result.ts';
import type { Line, Unit } from '../model/metrics/metric.ts';
import { METRIC_ROWS } from '../model/metrics/table.ts';
import { count, duration, lasting, money, percent, shareOf } from './figures.ts';
import { valueAt } from './value-at.ts';

/** A total as text, with its share of a whole where it is a part. */
export interface Figure {
  readonly figure: string;
  readonly share?: string;
}

export interface SummaryLine {
  readonly label: string;
  /** One an arm. */
  readonly figures: readonly Figure[];
  /** The second arm less the first, of two: empty where nothing can be subtracted. */
  readonly delta: string;
}

export interface Section {
  readonly title: string;
  readonly lines: readonly SummaryLine[];
}

/** How a value is written, by its unit. */
export const WRITTEN: Readonly<Record<Unit, (value: number) => string>> = {
  count: (value) => (Number.isInteger(value) || value >= 100 ? count(value) : value.toFixed(2)),
  ms: (value) => (value < 60_000 ? duration(value) : lasting(value)),
  share: percent,
  cents: (value) => money(Math.round(value)),
};

/** The lines of the table of metrics, by their headings, without those that no arm has anything to say of. */
export function summarySections(arms: readonly ArmResult[]): Section[] {
  const sections = new Map<string, SummaryLine[]>();
  for (const { path, title, unit, line } of METRIC_ROWS) {
    if (line === undefined) continue;
    const values = arms.map(({ totals }) => valueAt(totals, path));
    const idle = values.every((value) => value === null || value === 0);
    if (values.every((value) => value === null) || (line.unlessIdle === true && idle)) continue;
    const lines = sections.get(title) ?? [];
    sections.set(title, lines);
    lines.push({
      label: line.label,
      figures: arms.map((arm, index) => figureOf(values[index]!, unit, line, path, arm)),
      delta: deltaOf(values, unit),
    });
  }
  return [...sections].map(([title, lines]) => ({ title, lines }));
}

function figureOf(
  value: number | null,
  unit: Unit,
  { of }: Line,
  path: string,
  { totals }: ArmResult,
): Figure {
  if (value === null) return { figure: '' };
  const figure = WRITTEN[unit](value);
  if (of === undefined) return { figure };
  const whole = of.includes('.') ? of : path.replace(/[^.]+$/, of);
  return { figure, share: shareOf(value, valueAt(totals, whole) ?? 0) };
}

function deltaOf(values: readonly (number | null)[], unit: Unit): string {
  const [first = null, second = null] = values;
  if (values.length !== 2 || first === null || second === null || first === second) return '';
  const size = WRITTEN[unit](Math.abs(second - first));
  return `${second > first ? '+' : '-'}${size}`;
}
