import * as v from 'valibot';
import { settings } from '../../kernel/settings.ts';

const FORMAT = 'blackfriday.breaker/1';

const number = v.pipe(v.number('a number, 0 or more'), v.minValue(0, 'a number, 0 or more'));

/** A breaker as JSON, to go on in another process. Its settings are not part of it, nor who isolated it. */
export const breakerSnapshot = settings({
  format: v.literal(FORMAT),
  /** When it was taken, in ms since 1970: the time that passes until it is restored counts too. */
  savedAtEpochMs: number,
  state: v.picklist(['closed', 'open', 'half-open']),
  mode: v.picklist(['normal', 'disabled', 'metrics-only']),
  remainingOpenMs: number,
  reopenings: number,
  closedMs: number,
  lastTrip: settings({ reason: v.string('a text'), failures: number }),
  counts: settings({
    calls: number,
    successful: number,
    failed: number,
    ignored: number,
    blocked: number,
    late: number,
    wouldBlock: number,
    pings: number,
    stateChanges: number,
  }),
});

export type BreakerSnapshot = v.InferOutput<typeof breakerSnapshot>;
export const SNAPSHOT_FORMAT = FORMAT;
