import type { Tick } from '../../experiment/result.ts';
import { instant } from '../figures.ts';
import { FIGURES } from '../tick-figure.ts';
import type { Row } from './rows.ts';

/** What stands in a tick table, from the top: a row, or a run of rows like the one above it. */
export type Item =
  | { readonly kind: 'row'; readonly row: Row }
  | {
      readonly kind: 'fold';
      readonly rows: number;
      readonly fromMs: number;
      readonly untilMs: number;
    };

/** A fold takes a line itself: to hide fewer rows than this saves nothing. */
const FEWEST_TO_FOLD = 2;

/** Folds runs of rows that tell nothing new: no transition, same state, and counts within their noise. */
export function fold(rows: readonly Row[], everyTick: boolean): Item[] {
  if (everyTick) return rows.map((row) => ({ kind: 'row', row }));
  const items: Item[] = [];
  for (let first = 0; first < rows.length; ) {
    const model = rows[first]!;
    let next = first + 1;
    while (next < rows.length && alike(model, rows[next]!)) next++;
    items.push({ kind: 'row', row: model });
    const hidden = rows.slice(first + 1, next);
    if (hidden.length >= FEWEST_TO_FOLD) {
      items.push({
        kind: 'fold',
        rows: hidden.length,
        fromMs: hidden[0]!.startMs,
        untilMs: hidden.at(-1)!.endMs,
      });
    } else {
      items.push(...hidden.map((row): Item => ({ kind: 'row', row })));
    }
    first = next;
  }
  return items;
}

/** `12 more ticks like this (1m10s – 3m10s)` */
export function foldText(item: Item & { kind: 'fold' }, decimals: number, dash: string): string {
  const range = `${instant(item.fromMs, decimals)} ${dash} ${instant(item.untilMs, decimals)}`;
  return `${item.rows} more ticks like this (${range})`;
}

/** Judged against the first row of a run, not the one before: else a slow drift would be folded away. */
function alike(model: Row, row: Row): boolean {
  return (
    model.transitions.length === 0 &&
    row.transitions.length === 0 &&
    model.ticks.every((tick, arm) => alikeTicks(tick, row.ticks[arm]))
  );
}

function alikeTicks(a: Tick | undefined, b: Tick | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.state === b.state &&
    withinNoise(a.calls.successful, b.calls.successful) &&
    withinNoise(a.calls.failed, b.calls.failed) &&
    withinNoise(a.calls.blocked, b.calls.blocked) &&
    withinNoise(a.orders.arrived, b.orders.arrived) &&
    withinNoise(a.orders.paid, b.orders.paid) &&
    withinNoise(a.orders.rejected, b.orders.rejected) &&
    withinFactorTwo(FIGURES.p95.value(a) ?? 0, FIGURES.p95.value(b) ?? 0)
  );
}

/** Four standard deviations of the difference of two Poisson counts, and a little for calls that come in bursts. */
function withinNoise(a: number, b: number): boolean {
  return Math.abs(a - b) <= 4 * Math.sqrt(a + b) + 0.02 * Math.max(a, b);
}

function withinFactorTwo(a: number, b: number): boolean {
  return Math.max(a, b) <= 2 * Math.min(a, b);
}
