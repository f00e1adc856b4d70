import * as v from 'valibot';
import { count } from '../../kernel/quantities.ts';
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

/** What every kind of limit has: where it starts, and how far it may go. */
export const bounds = {
  initial: v.optional(v.pipe(count(1), v.description('Calls at once, to begin with')), 20),
  min: v.optional(v.pipe(count(1), v.description('The limit never falls below')), 1),
  max: v.optional(v.pipe(count(1), v.description('The limit never rises above')), 1_000),
};

export function within(min: number, max: number, limit: number): number {
  return Math.max(min, Math.min(max, limit));
}
