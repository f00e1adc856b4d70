import * as v from 'valibot';
import { positiveDuration } from '../../../kernel/quantities.ts';
import { settings } from '../../../kernel/settings.ts';
import { variantOf } from '../../../kernel/variant.ts';

/** What the half-open circuit should do now. */
export type ProbeVerdict = 'stay' | 'close' | 'reopen';

/**
 * Decides, while half-open, which calls may try and when the circuit closes or opens again. Who is in
 * flight, and whose lease is over, is the breaker's to know.
 */
export abstract class ProbePolicy {
  /** Calls in flight at once; 0 where only pings go out. */
  abstract readonly permits: number;
  /** A probe without an outcome gives its permit back after so long; Infinity: never. */
  abstract readonly leaseMs: number;
  /** A new half-open period begins at `now`. */
  abstract begin(now: number): void;
  abstract onSuccess(now: number, permit: number): ProbeVerdict;
  abstract onFailure(now: number, permit: number): ProbeVerdict;
  /** Where the count stands, in words: on a transition this is the reason. */
  abstract standing(): string;

  /** When `onTime` wants to be asked; Infinity where time alone changes nothing. */
  get wakeAtMs(): number {
    return Number.POSITIVE_INFINITY;
  }

  /** May one more call try, as `permit`, beside those in flight? There are fewer than `permits` of them. */
  admits(_permit: number, _inFlight: number): boolean {
    return true;
  }

  /** It is `wakeAtMs`, or later. Afterwards `wakeAtMs` lies ahead. */
  onTime(_now: number): ProbeVerdict | 'ping' {
    return 'stay';
  }
}

/** One kind of probe policy. */
export const probeVariant = variantOf<ProbePolicy>();

const lease = v.optional(
  v.pipe(
    positiveDuration,
    v.description(
      'A probe without an outcome gives its permit back after so long; left out, it may hang for ever',
    ),
  ),
);

const slow = v.optional(
  v.pipe(
    positiveDuration,
    v.description(
      'A probe that takes at least so long counts as failed, whatever it brings; left out, none does',
    ),
  ),
);

/** The setting `limit`, for every policy. */
export const limit = v.optional(
  v.pipe(
    settings({
      time: positiveDuration,
      to: v.optional(
        v.pipe(v.picklist(['open', 'closed']), v.description('Where that leads')),
        'open',
      ),
    }),
    v.description('How long half-open lasts at most; left out, until the probes have decided'),
  ),
);

/** The settings of every policy that sends calls and not pings. */
export const sentCalls = { lease, slow, limit } as const;

const others = v.optional(
  v.pipe(
    v.picklist(['blocked', 'wait']),
    v.description(
      'What becomes of calls that come while all permits are out: blocked at once (as left out), or they wait for a permit or the verdict, in the order in which they came; not where the circuit has a `sharing`',
    ),
  ),
);

/** The settings of every policy that has so many permits and no more. */
export const callProbes = { ...sentCalls, others } as const;
