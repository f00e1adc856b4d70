import { HAPPENING, type Happening, type HappeningCode } from '../../model/books/happening.ts';
import { OUTCOME } from '../../model/outcome.ts';

/** One order of a run, as it is drawn: where it is at any instant, and its calls, which may outlive it. */
export interface Life {
  readonly order: number;
  readonly happenings: readonly Happening[];
  readonly arrivedMs: number;
  /** Infinity: it did not end within the run. */
  readonly endedMs: number;
  readonly outcome: number | null;
  /** When a worker took it; Infinity: none did. */
  readonly takenMs: number;
  /** When a breaker turned a call of it away. */
  readonly blockedMs: readonly number[];
  readonly calls: readonly CallLife[];
  /** From when on there is nothing of it any more: neither itself nor a call of it. */
  readonly goneMs: number;
}

/** One call at a service. The caller may have given up on it while it is still there. */
export interface CallLife {
  readonly service: string;
  readonly sentMs: number;
  /** When it came to a queue; Infinity: it did not wait. */
  readonly queuedMs: number;
  /** When the work began; Infinity: it did not. */
  readonly beganMs: number;
  /**
   * When it left the service, or when its answer was there where that takes its time on the way; Infinity: not within
   * the run. A service that hangs holds no place for it: to see, it has left.
   */
  readonly overMs: number;
  /** When the caller gave up on it; Infinity: it did not. */
  readonly abandonedMs: number;
  /** As far as the service knows; null while it is there. */
  readonly outcome: number | null;
}

type Draft<Of> = { -readonly [Key in keyof Of]: Of[Key] };

const NEVER = Number.POSITIVE_INFINITY;

/** Reads the life of an order off what happened to it. */
export function lifeOf(order: number, happenings: readonly Happening[]): Life {
  const calls = callsOf(happenings);
  const first = (what: HappeningCode) => happenings.find((one) => one.what === what);
  const ended = first(HAPPENING.ended);
  const endedMs = ended?.atMs ?? NEVER;
  return {
    order,
    happenings,
    arrivedMs: happenings[0]?.atMs ?? 0,
    endedMs,
    outcome: ended?.value ?? null,
    takenMs: first(HAPPENING.taken)?.atMs ?? NEVER,
    blockedMs: happenings.filter(({ what }) => what === HAPPENING.blocked).map(({ atMs }) => atMs),
    calls,
    goneMs: Math.max(endedMs, ...calls.map(({ overMs }) => overMs)),
  };
}

function callsOf(happenings: readonly Happening[]): CallLife[] {
  const calls = new Map<string, Draft<CallLife>>();
  for (const { what, atMs, value, service, call } of happenings) {
    const key = `${call} ${service}`;
    if (what === HAPPENING.sent) calls.set(key, { ...UNSENT, service, sentMs: atMs });
    const own = calls.get(key);
    if (own === undefined) continue;
    if (what === HAPPENING.queued) own.queuedMs = atMs;
    else if (what === HAPPENING.began) own.beganMs = atMs;
    else if (what === HAPPENING.gaveUp) own.abandonedMs = atMs;
    else if (what === HAPPENING.hung) end(own, atMs, OUTCOME.timedOut);
    else if (what === HAPPENING.refused) end(own, atMs, OUTCOME.refused);
    else if (what === HAPPENING.answered || what === HAPPENING.unheard) end(own, atMs, value);
  }
  return [...calls.values()];
}

const UNSENT: CallLife = {
  service: '',
  sentMs: 0,
  queuedMs: NEVER,
  beganMs: NEVER,
  overMs: NEVER,
  abandonedMs: NEVER,
  outcome: null,
};

function end(call: Draft<CallLife>, atMs: number, outcome: number): void {
  // What a service turned away is answered as well, later where the answer takes its time.
  call.overMs = Math.min(call.overMs, atMs);
  call.outcome ??= outcome;
}
