import * as v from 'valibot';
import { distribution, type NamedDistribution } from '../../kernel/distribution/index.ts';
import { money } from '../../kernel/quantities.ts';
import type { Luck } from '../luck.ts';

export const amount = v.optional(distribution(money), 50);

/** Amounts by order number, so that arms agree on them. */
export function drawnAmounts(of: NamedDistribution, luck: Luck): (number: number) => number {
  if (of.kind === 'constant') {
    const cents = Math.round(of.mean * 100);
    return () => cents;
  }
  return (number) => Math.round(of.sample(luck.amounts.at(number)) * 100);
}
