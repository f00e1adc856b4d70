import * as v from 'valibot';
import { count } from '../../kernel/quantities.ts';

/** What every kind of limit has: where it starts, and how far it may go. */
export const bounds = {
  initial: v.optional(v.pipe(count(1), v.description('Calls at once, to begin with')), 20),
  min: v.optional(v.pipe(count(1), v.description('The limit never falls below')), 1),
  max: v.optional(v.pipe(count(1), v.description('The limit never rises above')), 1_000),
};

export function within(min: number, max: number, limit: number): number {
  return Math.max(min, Math.min(max, limit));
}
