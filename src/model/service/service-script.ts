import * as v from 'valibot';
import { count, positiveShare } from '../../kernel/quantities.ts';
import { settings } from '../../kernel/settings.ts';
import { scriptEntries, scriptOf } from './payment-settings.ts';

/** The script of a service of a graph: an entry may mean a part of it only. */
export const serviceScript = scriptOf(
  settings({
    ...scriptEntries,
    instance: v.optional(
      v.pipe(count(1), v.description('The only instance that it happens to, from 1')),
    ),
    instances: v.optional(
      v.pipe(
        positiveShare,
        v.description('The share of the instances that it happens to, drawn by luck; one at least'),
      ),
    ),
  }),
);

/** An entry of the script of any service; one of the short form means all of it. */
export type ServiceScriptEntry = v.InferOutput<typeof serviceScript>[number];
