import * as v from 'valibot';
import { settings } from '../../../kernel/settings.ts';
import type { Trip } from '../state.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** A circuit as it stands in the store, in the store's time. */
const written = settings({
  /** Changes so far. */
  epoch: count,
  state: v.picklist(['closed', 'open', 'half-open']),
  /** Why it is in this state, and of an open one how many calls had failed. */
  reason: v.string(),
  failures: count,
  reopenings: count,
  /** When the open time is over, or the prober's lease; 0 while closed. */
  untilMs: v.number(),
  /** Who probes; empty where nobody does. */
  prober: v.string(),
  /** While half-open: probes that succeeded and that failed so far, whoever made them. */
  good: count,
  bad: count,
  /** While closed: whose own circuits are open, and until when. */
  votes: v.record(v.string(), v.number()),
});

export type SharedRecord = v.InferOutput<typeof written>;

/** How the record should be instead, at the store's time; undefined: as it is. */
export type Move = (record: SharedRecord, nowMs: number) => SharedRecord | undefined;

const BLANK: SharedRecord = {
  epoch: 0,
  state: 'closed',
  reason: 'the store has forgotten it',
  failures: 0,
  reopenings: 0,
  untilMs: 0,
  prober: '',
  good: 0,
  bad: 0,
  votes: {},
};

/** Nothing, and what nobody here can have written, is a closed circuit: what is not known blocks no call. */
export function readRecord(text: string | null): SharedRecord {
  if (text === null) return BLANK;
  try {
    const known = v.safeParse(written, JSON.parse(text));
    return known.success ? known.output : BLANK;
  } catch {
    return BLANK;
  }
}

export const asRead: Move = () => undefined;

interface Opening extends Trip {
  readonly openMs: number;
  readonly reopenings: number;
}

/** The circuit of `who` has opened by what it counted; with `quorum` of them at once it opens for all. */
export function voted(who: string, opening: Opening, quorum: number): Move {
  return (record, nowMs) => {
    if (record.state !== 'closed') return undefined;
    const standing = Object.entries(record.votes).filter(([, untilMs]) => untilMs > nowMs);
    const votes = { ...Object.fromEntries(standing), [who]: nowMs + opening.openMs };
    return Object.keys(votes).length >= quorum
      ? opened(record, nowMs, opening)
      : { ...record, votes };
  };
}

/** The circuit of `who` has closed again by itself. */
export function withdrawn(who: string): Move {
  return (record) => {
    const { [who]: mine, ...votes } = record.votes;
    return mine === undefined ? undefined : { ...record, votes };
  };
}

/**
 * Makes `who` the prober for so long, or keeps it so: once the open time is over, and where nobody else is. Who
 * has let the lease run out begins anew, like anybody else: a probe that hangs shall not hold the place.
 */
export function elected(who: string, leaseMs: number): Move {
  return (record, nowMs) => {
    if (record.state === 'closed') return undefined;
    const isHeld = nowMs < record.untilMs;
    if (isHeld && record.prober !== who) return undefined;
    return {
      ...record,
      epoch: isHeld ? record.epoch : record.epoch + 1,
      state: 'half-open',
      reason: 'open time is over',
      prober: who,
      untilMs: nowMs + leaseMs,
    };
  };
}

/** What the prober's calls came to so far: whoever probes after it need not begin anew. */
export function probed(who: string, good: number, bad: number): Move {
  return (record) => (record.prober === who ? { ...record, good, bad } : undefined);
}

/** The prober has found the service well. */
export function closedBy(who: string, reason: string, reopenings: number): Move {
  return (record) =>
    record.prober === who ? { ...BLANK, epoch: record.epoch + 1, reason, reopenings } : undefined;
}

/** The prober has found the service ill. */
export function reopenedBy(who: string, opening: Opening): Move {
  return (record, nowMs) => (record.prober === who ? opened(record, nowMs, opening) : undefined);
}

function opened(record: SharedRecord, nowMs: number, opening: Opening): SharedRecord {
  const { reason, failures, reopenings, openMs } = opening;
  return {
    epoch: record.epoch + 1,
    state: 'open',
    reason,
    failures,
    reopenings,
    untilMs: nowMs + openMs,
    prober: '',
    good: 0,
    bad: 0,
    votes: {},
  };
}
