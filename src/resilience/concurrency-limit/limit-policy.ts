import { variantOf } from '../../kernel/variant.ts';

/** Finds out how many calls the service bears at once, from how calls end. */
export interface LimitPolicy {
  /** The present limit, not rounded; at least 1. */
  readonly limit: number;
  /** A call was answered after `durationMs`; `inProgress` were in progress then, itself included. */
  onAnswer(durationMs: number, inProgress: number): void;
  /** A call failed or ran out of time: a sign of too much. */
  onDrop(): void;
}

/** One kind of limit. */
export const limitVariant = variantOf<LimitPolicy>();
