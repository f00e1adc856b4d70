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
    region: v.optional(
      v.pipe(v.string('the name of a region'), v.description('The only region where it happens')),
    ),
    class: v.optional(
      v.pipe(
        v.string('the name of a class'),
        v.description('The only class of orders that it happens to'),
      ),
    ),
    store: v.optional(
      v.pipe(
        v.literal('down', 'down'),
        v.description('The stores by which its instances share circuits are down'),
      ),
    ),
    nodesDown: v.optional(
      v.pipe(
        count(1),
        v.description('So many of the nodes by which its instances agree on circuits are down'),
      ),
    ),
  }),
);

/** An entry of the script of any service; one of the short form means all of it. */
export type ServiceScriptEntry = v.InferOutput<typeof serviceScript>[number];

/** Whether an entry changes the service itself, and not only what its instances share. */
export function strikesService(entry: ServiceScriptEntry): boolean {
  const { store: _, nodesDown: _n, ...rest } = entry;
  return Object.keys(changesIn(rest)).length > 0;
}

/** What an entry changes, without when and where. */
export function changesIn(entry: ServiceScriptEntry) {
  const { at: _, for: _f, instance: _i, instances: _s, class: _c, region: _r, ...changes } = entry;
  return changes;
}
