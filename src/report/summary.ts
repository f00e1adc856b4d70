import type { ArmResult } from '../experiment/result.ts';
import type { Line, Unit } from '../model/metrics/metric.ts';
import { METRIC_ROWS, METRICS } from '../model/metrics/table.ts';
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

type Written = (value: number) => string;

/** How a value of a result is written, by its unit. */
export const WRITTEN: Readonly<Record<Unit, Written>> = {
  count: (value) => (Number.isInteger(value) || value >= 100 ? count(value) : value.toFixed(2)),
  ms: (value) => (value < 60_000 ? duration(value) : lasting(value)),
  share: percent,
  cents: (value) => money(Math.round(value)),
};

const wholeMoney: Written = (cents) => count(Math.round(cents / 100));

/** What two shares differ by, in hundredths of the whole: a share of a share would be something else. */
const points: Written = (share) => `${(100 * share).toFixed(1)} points`;

/** What has a table of its own. */
const COSTS = METRICS.economics.title;

/** What a graph has of every service, in a table of its own. */
const OF_THE_GATEWAY: readonly (string | undefined)[] = [
  METRICS.paymentService.title,
  METRICS.queueWaitMs.title,
];

/**
 * The lines of the table of metrics, by their headings, without those that no arm has anything to say of.
 * Money is told to the cent, or in whole units where room is scarce. `shown`: the arms that have a column.
 */
export function summarySections(
  arms: readonly ArmResult[],
  money: 'exact' | 'whole' = 'exact',
  shown: readonly ArmResult[] = arms,
): Section[] {
  const written = money === 'exact' ? WRITTEN : { ...WRITTEN, cents: wholeMoney };
  const isGraph = arms.some(({ services }) => services !== undefined);
  const sections = new Map<string, SummaryLine[]>();
  for (const { path, title, unit, line } of METRIC_ROWS) {
    if (line === undefined || title === COSTS) continue;
    if (isGraph && OF_THE_GATEWAY.includes(title)) continue;
    const values = arms.map(({ totals }) => valueAt(totals, path));
    if (isIdle(values, line) || isSaidAlready(path, line, arms)) continue;
    const lines = sections.get(title) ?? [];
    sections.set(title, lines);
    lines.push({
      label: labelOf(path, line, arms),
      figures: shown.map((arm) =>
        figureOf(valueAt(arm.totals, path), written[unit], line, path, arm),
      ),
      delta: deltaOf(values, unit === 'share' ? points : written[unit]),
    });
  }
  return [...sections].map(([title, lines]) => ({ title, lines }));
}

function isIdle(values: readonly (number | null)[], { unlessIdle = false }: Line): boolean {
  return values.every((value) => value === null || (unlessIdle && value === 0));
}

function isSaidAlready(path: string, { unlessSame }: Line, arms: readonly ArmResult[]): boolean {
  if (unlessSame === undefined) return false;
  const other = beside(path, unlessSame);
  return arms.every(({ totals }) => valueAt(totals, path) === valueAt(totals, other));
}

function labelOf(path: string, { label, several }: Line, arms: readonly ArmResult[]): string {
  if (several === undefined) return label;
  const [one, other] = several.unlike.map((name) => beside(path, name)) as [string, string];
  const differ = arms.some(({ totals }) => valueAt(totals, one) !== valueAt(totals, other));
  return differ ? several.label : label;
}

/** The path of a metric that is named as those beside `path` name it. */
function beside(path: string, name: string): string {
  return name.includes('.') ? name : path.replace(/[^.]+$/, name);
}

function figureOf(
  value: number | null,
  written: Written,
  { of }: Line,
  path: string,
  { totals }: ArmResult,
): Figure {
  if (value === null) return { figure: '' };
  const figure = written(value);
  if (of === undefined) return { figure };
  return { figure, share: shareOf(value, valueAt(totals, beside(path, of)) ?? 0) };
}

function deltaOf(values: readonly (number | null)[], written: Written): string {
  const [first = null, second = null] = values;
  if (values.length !== 2 || first === null || second === null || first === second) return '';
  return `${second > first ? '+' : '-'}${written(Math.abs(second - first))}`;
}
