import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import type { Summed } from '../../experiment/study/statistics/weighted-sum.ts';
import { decimal } from '../../kernel/quantity-text.ts';
import { count } from '../figures.ts';
import { COST_TEXTS } from '../return-rows.ts';

/** What the incidents cost, before it is laid out. */
interface MoneyTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string;
}

/** Undefined where the scenario names no prices, or no incident has a cost. */
export function moneyTable({ economics, arms }: ChaosResult, dash: string): MoneyTable | undefined {
  if (economics === undefined || economics.kinds.length === 0) return undefined;
  const { currency, kinds, year } = economics;
  const rows = kinds.map(({ kind, incidents, perYear, arms: costs }) => [
    kind,
    count(incidents),
    perYear === null ? dash : decimal(perYear),
    ...costs.map(text),
  ]);
  const whole = year === null ? [] : [['a year', '', '', ...year.map(({ cost }) => text(cost))]];
  return {
    head: [
      currency === '' ? 'cost of one' : `cost of one, in ${currency}`,
      'alone',
      'a year',
      ...arms,
    ],
    rows: [...rows, ...whole],
    note: 'Means at 95 %, of the incidents that came alone. A year: their number by what one costs.',
  };
}

/** `24,100 ± 1,200` */
function text({ mean, interval }: Summed): string {
  const value = COST_TEXTS.cents(mean);
  return interval === null
    ? value
    : `${value} ± ${COST_TEXTS.cents((interval.high - interval.low) / 2)}`;
}
