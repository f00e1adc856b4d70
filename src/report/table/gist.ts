import type { ArmResult } from '../../experiment/result.ts';
import { armTitle } from '../arm-title.ts';
import { count, money, shareOf } from '../figures.ts';
import { served } from '../served.ts';

/** An arm in a line: how many orders it served and for how much, and what it lost. */
export function gist(arm: ArmResult): string {
  const { orders, amountCents } = arm.totals;
  const paid = served(arm.totals);
  const share = shareOf(paid.orders, orders.arrived);
  return [
    `${armTitle(arm)}: ${count(paid.orders)} of ${count(orders.arrived)} orders paid`,
    share === '' ? '' : ` (${share})`,
    paid.later === 0 ? '' : `, of which ${count(paid.later)} later`,
    `, worth ${money(paid.amountCents)}`,
    amountCents.waiting === 0 ? '' : `; ${money(amountCents.waiting)} still waiting`,
    `; ${money(amountCents.lost)} lost`,
  ].join('');
}
