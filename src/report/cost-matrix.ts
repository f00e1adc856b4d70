import { comparisonsOf } from '../experiment/ranking.ts';
import type { Comparison, Result } from '../experiment/result.ts';
import { METRIC_ROWS } from '../model/metrics/table.ts';
import { COST_TEXTS, RETURN_ROWS } from './return-rows.ts';
import { valueAt } from './value-at.ts';

/** What trouble costs, an arm a column: each by itself, then those that are set against the first. */
export interface CostMatrix {
  /** `Costs, in EUR` */
  readonly title: string;
  readonly rows: readonly CostRow[];
  /** In words, where there are two arms: of more, the rows say it shorter. */
  readonly verdict: readonly string[];
}

interface CostRow {
  readonly label: string;
  /** One an arm; empty where there is nothing to tell. */
  readonly cells: readonly string[];
}

const ROWS = METRIC_ROWS.filter(({ path }) => path.startsWith('economics.'));
const TIME_TO_RECOVERY = 'economics.meanTimeToRecoveryMs';

/** Undefined where the scenario names no prices. */
export function costMatrix(result: Result): CostMatrix | undefined {
  const { scenario, arms } = result;
  if (arms.every(({ totals }) => totals.economics === undefined)) return undefined;
  const compared = comparisonsOf(result);
  const against = arms.map(({ name }) => compared.find(({ candidate }) => candidate === name));
  const { currency } = scenario;
  return {
    title: currency === undefined ? 'Costs' : `Costs, in ${currency}`,
    rows: [...ownRows(arms), ...comparedRows(against)],
    verdict: compared.length === 1 ? (compared[0]!.economics?.verdict ?? []) : [],
  };
}

function ownRows(arms: Result['arms']): CostRow[] {
  const hadIncident = arms.some(({ totals }) => totals.economics?.costPerIncidentCents !== null);
  return ROWS.flatMap(({ path, unit, line }): CostRow[] => {
    const values = arms.map(({ totals }) => valueAt(totals, path));
    const isIdle = values.every((value) => value === null || (line!.unlessIdle && value === 0));
    const isAwaited = path === TIME_TO_RECOVERY && hadIncident;
    if (isIdle && !isAwaited) return [];
    const nothing = isAwaited ? 'not in the run' : '';
    const cells = values.map((value) => (value === null ? nothing : COST_TEXTS[unit](value)));
    return [{ label: line!.label, cells }];
  });
}

function comparedRows(against: readonly (Comparison | undefined)[]): CostRow[] {
  const economics = against.map((one) => one?.economics);
  return RETURN_ROWS.map(({ label, text }) => ({
    label,
    cells: economics.map((of) => (of === undefined ? '' : text(of))),
  })).filter(({ cells }) => cells.some((cell) => cell !== ''));
}
