import * as v from 'valibot';
import { settings } from '../../kernel/settings.ts';

const FORMAT = 'blackfriday.breaker/1';

/** The last instant that a Date can tell, in ms since 1970; longer ago than that nothing has happened. */
const LAST_INSTANT_MS = 8.64e15;
const COUNT = 'a whole number, 0 or more';

const ms = v.pipe(
  v.number('a number, 0 or more'),
  v.minValue(0, 'a number, 0 or more'),
  v.maxValue(LAST_INSTANT_MS, 'a number of at most 8.64e15'),
);
const count = v.pipe(v.number(COUNT), v.safeInteger(COUNT), v.minValue(0, COUNT));

/** What must agree in a snapshot for a breaker to have written it. */
const LAWS: readonly (readonly [
  field: string,
  expected: string,
  holds: (snapshot: BreakerSnapshot) => boolean,
])[] = [
  [
    'remainingOpenMs',
    'a time above 0 while open, 0 otherwise',
    ({ state, remainingOpenMs }) => (state === 'open') === remainingOpenMs > 0,
  ],
  ['closedMs', '0 unless closed', ({ state, closedMs }) => state === 'closed' || closedMs === 0],
  [
    'mode',
    'a closed circuit where it is disabled',
    ({ state, mode }) => mode !== 'disabled' || state === 'closed',
  ],
  [
    'reopenings',
    '0 where it has never opened, above 0 where it has',
    ({ state, reopenings, lastTrip }) =>
      lastTrip.reason === '' ? state === 'closed' && reopenings === 0 : reopenings > 0,
  ],
  [
    'lastTrip',
    'no more failures than were counted',
    ({ lastTrip, counts }) => lastTrip.failures <= counts.failed,
  ],
  [
    'counts',
    'no more blocked calls than calls',
    ({ counts }) => counts.blocked + counts.wouldBlock <= counts.calls,
  ],
];

/** A breaker as JSON, to go on in another process. Its settings are not part of it, nor who isolated it. */
const written = settings({
  format: v.literal(FORMAT),
  /** When it was taken, in ms since 1970: the time that passes until it is restored counts too. */
  savedAtEpochMs: ms,
  state: v.picklist(['closed', 'open', 'half-open']),
  mode: v.picklist(['normal', 'disabled', 'metrics-only']),
  remainingOpenMs: ms,
  reopenings: count,
  closedMs: ms,
  lastTrip: settings({ reason: v.string('a text'), failures: count }),
  counts: settings({
    calls: count,
    successful: count,
    failed: count,
    ignored: count,
    blocked: count,
    late: count,
    wouldBlock: count,
    pings: count,
    stateChanges: count,
  }),
});

export type BreakerSnapshot = v.InferOutput<typeof written>;

export const breakerSnapshot = v.pipe(
  written,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.issues !== undefined) return;
    const { value } = dataset;
    for (const [key, expected, holds] of LAWS) {
      if (holds(value)) continue;
      const field = value[key as keyof BreakerSnapshot];
      addIssue({
        message: expected,
        path: [{ type: 'object', origin: 'value', input: value as never, key, value: field }],
      });
    }
  }),
);

export const SNAPSHOT_FORMAT = FORMAT;
