import * as v from 'valibot';
import { distribution, type NamedDistribution } from '../../kernel/distribution/index.ts';
import { money, share } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import type { Luck } from '../luck.ts';
import { drawnAmounts } from './amounts.ts';

/** An order keeps its class in a byte. */
const MOST_CLASSES = 16;

/** What rounding may take from a whole. */
const ROUNDING = 1e-9;

const orderClass = settings({
  share: v.pipe(share, v.description('How many of all orders are of it')),
  amount: v.optional(
    v.pipe(distribution(money), v.description('Left out, the amount of the traffic')),
  ),
});

const NAME = 'a name of letters, digits, "_" and "-", such as purchase';

/** The classes of orders, by their names. */
export const classes = v.optional(
  v.pipe(
    v.record(
      v.pipe(v.string(NAME), v.regex(/^[A-Za-z][\w-]*$/, NAME)),
      orderClass,
      'classes by their names',
    ),
    v.check(
      (all) => Object.keys(all).length <= MOST_CLASSES,
      `at most ${MOST_CLASSES} classes of orders`,
    ),
    v.check(
      (all) =>
        Math.abs(Object.values(all).reduce((sum, one) => sum + one.share, 0) - 1) <= ROUNDING,
      'shares that add up to 100%',
    ),
    v.description('Kinds of orders, such as reads and writes; left out, all are alike'),
  ),
);

interface ClassSettings {
  readonly share: number;
  readonly amount?: NamedDistribution | undefined;
}

export type ClassesSettings = Readonly<Record<string, ClassSettings>>;

/** Tells which class an order is of, by its number: arms agree on it. */
export class OrderClasses {
  readonly names: readonly string[];
  private readonly luck: Luck;
  /** The share of the orders that are of a class or of one before it. */
  private readonly upTo: Float64Array;
  private readonly amounts: readonly (((number: number) => number) | undefined)[];

  constructor(classes: ClassesSettings, luck: Luck) {
    const all = Object.values(classes);
    this.names = Object.keys(classes);
    this.luck = luck;
    let sum = 0;
    this.upTo = Float64Array.from(all, (one) => (sum += one.share));
    this.amounts = all.map(({ amount }) => amount && drawnAmounts(amount, luck));
  }

  /** The place of the class. */
  of(number: number): number {
    const draw = this.luck.classes.at(number).next();
    const place = this.upTo.findIndex((share) => draw < share);
    return place === -1 ? this.upTo.length - 1 : place;
  }

  /** What an order of this class is worth; that of the traffic where the class does not say. */
  amountCents(place: number, number: number, ofTraffic: number): number {
    const amount = this.amounts[place];
    return amount === undefined ? ofTraffic : amount(number);
  }
}
