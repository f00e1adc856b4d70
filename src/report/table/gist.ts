import type { ArmResult } from '../../experiment/result.ts';
import { count, money, shareOf } from '../figures.ts';

/** An arm in a line: how many orders it served and for how much. */
export function gist({ name, totals }: ArmResult): string {
  const { orders, amountCents } = totals;
  const share = shareOf(orders.paid, orders.arrived);
  const ofAll = `${count(orders.paid)} of ${count(orders.arrived)} orders paid`;
  return `${name}: ${ofAll}${share === '' ? '' : ` (${share})`}, worth ${money(amountCents.paid)}`;
}
