import * as v from 'valibot';
import type { RandomStream } from '../../kernel/random-stream.ts';

/** What rounding may take from a whole. */
const ROUNDING = 1e-9;

/** An order keeps the place of its part in a byte; more than this are hard to tell apart. */
const MOST_PARTS = 16;

const NAME = 'a name of letters, digits, "_" and "-", such as purchase';

/** Parts of all orders by their names, whose shares add up to the whole. */
export function partsOf<const Part extends v.GenericSchema>(
  part: Part,
  shareOf: (part: v.InferOutput<Part>) => number,
  expected: string,
) {
  return v.pipe(
    v.record(v.pipe(v.string(NAME), v.regex(/^[A-Za-z][\w-]*$/, NAME)), part, expected),
    v.check((all) => Object.keys(all).length <= MOST_PARTS, `at most ${MOST_PARTS} of them`),
    v.check((all) => {
      const sum = Object.values(all).reduce<number>((part, one) => part + shareOf(one), 0);
      return Math.abs(sum - 1) <= ROUNDING;
    }, 'shares that add up to 100%'),
  );
}

/** Tells which part an order is of, by its number: arms agree on it. */
export class ShareDraw {
  private readonly stream: RandomStream;
  /** The share of a part and of all before it. */
  private readonly upTo: Float64Array;

  constructor(shares: readonly number[], stream: RandomStream) {
    this.stream = stream;
    let sum = 0;
    this.upTo = Float64Array.from(shares, (share) => (sum += share));
  }

  /** The place of the part. */
  of(number: number): number {
    const draw = this.stream.at(number).next();
    const place = this.upTo.findIndex((share) => draw < share);
    return place === -1 ? this.upTo.length - 1 : place;
  }
}
