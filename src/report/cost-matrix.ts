import { comparisonsOf } from '../experiment/ranking.ts';
import type { Comparison, Result } from '../experiment/result.ts';
import { percent, yearsText } from '../experiment/verdict/economics.ts';
import { decimal } from '../kernel/quantity-text.ts';
import type { Unit } from '../model/metrics/metric.ts';
import { METRIC_ROWS } from '../model/metrics/table.ts';
import { count } from './figures.ts';
import { WRITTEN } from './summary.ts';
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
const MINUTE = 60_000;

/** In whole units and whole minutes: what is told here nobody knows to the cent. */
const TEXTS: Readonly<Record<Unit, (value: number) => string>> = {
  ...WRITTEN,
  cents: (cents) => count(Math.round(cents / 100)),
  ms: (ms) => (ms < 10 * MINUTE ? WRITTEN.ms(ms) : `${count(Math.round(ms / MINUTE))} min`),
};

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
  return ROWS.flatMap(({ path, unit, line }): CostRow[] => {
    const values = arms.map(({ totals }) => valueAt(totals, path));
    const isIdle = values.every((value) => value === null || (line!.unlessIdle && value === 0));
    if (isIdle) return [];
    const nothing = path === TIME_TO_RECOVERY ? 'not in the run' : '';
    const cells = values.map((value) => (value === null ? nothing : TEXTS[unit](value)));
    return [{ label: line!.label, cells }];
  });
}

type Economics = NonNullable<Comparison['economics']>;
type PerYear = NonNullable<Economics['perYear']>;

/** Against the first arm. */
const COMPARED: readonly { readonly label: string; readonly text: (of: Economics) => string }[] = [
  { label: 'saved an incident', text: (of) => TEXTS.cents(of.savingPerIncidentCents) },
  { label: 'saved a year', text: ofYear(({ savingCents }) => TEXTS.cents(savingCents)) },
  {
    label: 'return on investment',
    text: ofYear(({ returnOnInvestment: share }, { horizonYears }) =>
      share === null ? 'costs nothing' : `${percent(share)} in ${decimal(horizonYears)}y`,
    ),
  },
  {
    label: 'pays for itself after',
    text: ofYear(({ paybackYears: years }) => (years === null ? 'never' : yearsText(years))),
  },
  {
    label: 'incidents a year to pay',
    text: ({ breakEvenIncidentsPerYear: incidents }) =>
      incidents === null ? 'no number' : decimal(incidents, incidents < 1 ? 3 : 1),
  },
];

function ofYear(text: (perYear: PerYear, of: Economics) => string) {
  return (of: Economics): string => (of.perYear === null ? '' : text(of.perYear, of));
}

function comparedRows(against: readonly (Comparison | undefined)[]): CostRow[] {
  const economics = against.map((one) => one?.economics);
  return COMPARED.map(({ label, text }) => ({
    label,
    cells: economics.map((of) => (of === undefined ? '' : text(of))),
  })).filter(({ cells }) => cells.some((cell) => cell !== ''));
}
