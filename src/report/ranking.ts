import { rankingOf } from '../experiment/ranking.ts';
import type { ArmResult, Comparison, Result } from '../experiment/result.ts';
import { armTitle } from './arm-title.ts';
import { count, shareOf } from './figures.ts';
import { served } from './served.ts';

/** A ranking as a table: its head, and a row an arm, the best first. */
export interface RankingTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Further columns go first where there is no room, the last of them before the others. */
export const LEAST_RANKING_COLUMNS = 5;

/** Every arm, the best first, against the baseline; nothing of fewer than three, nor of arms each of which is there twice. */
export function rankingTable(result: Result): RankingTable | undefined {
  if (result.arms.length < 3 || result.validation !== undefined) return undefined;
  return {
    head: [
      '',
      'arm',
      'orders paid',
      '',
      'against the first',
      'in money',
      'paid here only',
      'there only',
      'breaker opened',
    ],
    rows: rankingOf(result).map(({ rank, arm, comparison }) => [
      `${rank}.`,
      armTitle(arm),
      count(served(arm.totals).orders),
      shareOf(served(arm.totals).orders, arm.totals.orders.arrived),
      ...against(comparison),
      opens(arm),
    ]),
  };
}

function against(comparison: Comparison | null): string[] {
  if (comparison === null) return ['baseline', '', '', ''];
  const { difference, gain, loss } = comparison;
  const money = Math.round((difference.paidCents + difference.paidLaterCents) / 100);
  return [
    signed(difference.paidOrders + difference.paidLaterOrders),
    signed(money),
    count(gain.orders),
    count(loss.orders),
  ];
}

function signed(value: number): string {
  if (value === 0) return '0';
  return `${value > 0 ? '+' : '-'}${count(Math.abs(value))}`;
}

function opens({ totals: { breaker } }: ArmResult): string {
  return breaker === null ? '' : count(breaker.opens);
}
