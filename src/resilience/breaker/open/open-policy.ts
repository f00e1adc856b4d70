import * as v from 'valibot';
import { share } from '../../../kernel/quantities.ts';
import { variantOf } from '../../../kernel/variant.ts';
import type { Luck } from '../../luck.ts';

/** What the circuit knows when it opens. */
export interface Opening {
  /** How often it has opened before without a healthy interval to make up for it; 0 the first time. */
  readonly reopenings: number;
  /** How long the service asks to be left alone, in ms; 0: it does not say. */
  readonly retryAfterMs: number;
  /** The share of failures among the last `recentCalls` that ended, probes among them; 0 where none did. */
  readonly failureRate: number;
}

/** Decides how long open lasts. */
export interface OpenPolicy {
  /** Time closed that makes up for one reopening, in ms; Infinity where reopenings make no difference. */
  readonly healthyMs: number;
  /** Of how many calls it wants to know the share of failures; 0: of none. */
  readonly recentCalls: number;
  /** How long to stay open, in ms. */
  openMs(opening: Opening, luck: Luck): number;
}

const jitter = v.optional(
  v.pipe(
    share,
    v.description('Chance in the open time: 20% is anywhere from four fifths to six fifths of it'),
  ),
  0,
);

const from = v.optional(
  v.pipe(
    v.picklist(['opening', 'last-failure']),
    v.description(
      'Where the open time begins: when it opened (as left out), or anew with each failure of a call that was still in flight then',
    ),
  ),
);

/** The settings of every open policy. `jitter`: clients that opened together shall not all come back together. */
export const everyOpening = { jitter, from } as const;

/** `ms`, longer or shorter by at most the share `jitter` of it. */
export function spread(ms: number, jitter: number, luck: Luck): number {
  return jitter === 0 ? ms : ms * (1 + jitter * (2 * luck.next() - 1));
}

/** One kind of open policy. */
export const openVariant = variantOf<OpenPolicy>();
