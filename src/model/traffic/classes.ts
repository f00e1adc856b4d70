import * as v from 'valibot';
import { distribution, type NamedDistribution } from '../../kernel/distribution/index.ts';
import { money, share } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import type { Luck } from '../luck.ts';
import { drawnAmounts } from './amounts.ts';
import { partsOf, ShareDraw } from './shares.ts';

const orderClass = settings({
  share: v.pipe(share, v.description('How many of all orders are of it')),
  amount: v.optional(
    v.pipe(distribution(money), v.description('Left out, the amount of the traffic')),
  ),
});

/** The classes of orders, by their names. */
export const classes = v.optional(
  v.pipe(
    partsOf(orderClass, (one) => one.share, 'classes by their names'),
    v.description('Kinds of orders, such as reads and writes; left out, all are alike'),
  ),
);

interface ClassSettings {
  readonly share: number;
  readonly amount?: NamedDistribution | undefined;
}

export type ClassesSettings = Readonly<Record<string, ClassSettings>>;

/** The classes that orders are of. */
export class OrderClasses {
  readonly names: readonly string[];
  private readonly draw: ShareDraw;
  private readonly amounts: readonly (((number: number) => number) | undefined)[];

  constructor(classes: ClassesSettings, luck: Luck) {
    const all = Object.values(classes);
    this.names = Object.keys(classes);
    this.draw = new ShareDraw(
      all.map((one) => one.share),
      luck.classes,
    );
    this.amounts = all.map(({ amount }) => amount && drawnAmounts(amount, luck));
  }

  /** The place of the class of the order so numbered. */
  of(number: number): number {
    return this.draw.of(number);
  }

  /** What an order of this class is worth; that of the traffic where the class does not say. */
  amountCents(place: number, number: number, ofTraffic: number): number {
    const amount = this.amounts[place];
    return amount === undefined ? ofTraffic : amount(number);
  }
}
