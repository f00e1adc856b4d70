import * as v from 'valibot';
import { share } from '../../kernel/quantities.ts';
import { bounds, type LimitPolicy, limitVariant, within } from './limit-policy.ts';

/**
 * Additive increase, multiplicative decrease, as TCP does (Chiu and Jain, 1989). Learns from failures
 * only, so it must fail now and then to know where the limit is; several clients end up with equal shares.
 */
class Aimd implements LimitPolicy {
  limit: number;
  private readonly min: number;
  private readonly max: number;
  private readonly backoff: number;

  constructor(initial: number, min: number, max: number, backoff: number) {
    this.min = min;
    this.max = max;
    this.backoff = backoff;
    this.limit = within(min, max, initial);
  }

  /** One more after as many answers as the limit is, but only where the limit is made use of. */
  onAnswer(_durationMs: number, inProgress: number): void {
    if (2 * inProgress < this.limit) return;
    this.limit = within(this.min, this.max, this.limit + 1 / this.limit);
  }

  onDrop(): void {
    this.limit = within(this.min, this.max, this.limit * this.backoff);
  }
}

const belowOne = v.pipe(
  share,
  v.check((value) => value > 0 && value < 1, 'a share such as 90%, above 0% and below 100%'),
);

export const aimd = limitVariant({
  kind: 'aimd',
  summary: 'one more after every round of answers, a share less after every failure',
  entries: {
    ...bounds,
    backoff: v.optional(
      v.pipe(belowOne, v.description('What a failure leaves of the limit')),
      '90%',
    ),
  },
  create: ({ initial, min, max, backoff }) => new Aimd(initial, min, max, backoff),
});
