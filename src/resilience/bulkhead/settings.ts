import * as v from 'valibot';
import { count } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';

export const bulkheadSettings = settings({
  calls: v.optional(v.pipe(count(1), v.description('Calls in progress at once')), 10),
  queue: v.optional(
    v.pipe(count(0), v.description('Calls that wait for a place; beyond it a call is rejected')),
    0,
  ),
});

export type BulkheadSettings = v.InferOutput<typeof bulkheadSettings>;
