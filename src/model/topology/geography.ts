import * as v from 'valibot';
import { duration } from '../../kernel/quantities.ts';
import { refusingLists, settings } from '../../kernel/settings.ts';
import { change, scriptEntries, scriptOf } from '../service/payment-settings.ts';

const NAME = 'a name of letters, digits, "_" and "-", such as eu';
const IS_NAME = /^[A-Za-z][\w-]*$/;
const name = v.pipe(v.string(NAME), v.regex(IS_NAME, NAME));

const delays = v.record(name, duration, 'delays by the names of regions');

/** What becomes of the way between two regions, there and back alike unless it says otherwise. */
const waysScript = scriptOf(
  settings({
    at: scriptEntries.at,
    for: scriptEntries.for,
    from: v.pipe(v.string(NAME), v.description('The region at one end of the way')),
    to: v.pipe(v.string(NAME), v.description('The region at its other end')),
    oneWay: v.optional(
      v.pipe(
        v.boolean('true or false'),
        v.description('Whether it happens only to what goes from the one to the other'),
      ),
      false,
    ),
    delay: v.optional(v.pipe(change(duration), v.description('The one-way delay meanwhile'))),
    outage: v.optional(
      v.pipe(
        v.picklist(['refuse', 'hang']),
        v.description(
          'The way is gone. refuse: whoever sends or waits hears of it at once. hang: what is sent is lost, requests and answers',
        ),
      ),
    ),
  }),
);

const namedRegions = v.objectWithRest(
  { script: waysScript },
  delays,
  'regions by their names, each with its delays to others',
);

/**
 * One-way delays from each region to others; what is said of one way holds for the way back. And, as
 * `script`, what becomes of these ways over time.
 */
export const regionsSettings = v.pipe(
  refusingLists(namedRegions),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [key, value] of Object.entries(dataset.value)) {
      if (key === 'script' || IS_NAME.test(key)) continue;
      const { value: input } = dataset;
      addIssue({ message: NAME, path: [{ type: 'object', origin: 'key', input, key, value }] });
    }
  }),
  v.transform(({ script, ...rest }) => ({
    delays: rest as RegionDelays,
    script,
  })),
);

/** The delays between regions, in ms, and what becomes of the ways. */
export type RegionsSettings = v.InferOutput<typeof regionsSettings>;
export type RegionDelays = Readonly<Record<string, Readonly<Record<string, number>>>>;
export type WayEntry = v.InferOutput<typeof waysScript>[number];

/** What an entry changes, without when and where. */
export function wayChangesIn({ delay, outage }: WayEntry) {
  return { ...(delay !== undefined && { delay }), ...(outage !== undefined && { outage }) };
}

/** Every region that there is. */
export function regionNames(regions: RegionDelays): string[] {
  return [...new Set([...Object.keys(regions), ...Object.values(regions).flatMap(Object.keys)])];
}

/** The one-way delay between two regions, in ms; undefined where none is said. Within one it takes no time. */
export function delayBetween(
  regions: RegionDelays,
  one: string,
  other: string,
): number | undefined {
  return one === other ? 0 : (regions[one]?.[other] ?? regions[other]?.[one]);
}
