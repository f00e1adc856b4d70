import { OUTCOME } from '../../model/outcome.ts';
import type { CallLife, Life } from './life.ts';

/** Where a dot is in the picture of one arm. */
export type Spot = 'backlog' | 'workers' | 'gate' | 'way' | 'queue' | 'service' | 'out';

/** One dot at one instant. */
export interface Dot {
  readonly life: Life;
  readonly spot: Spot;
  /** Of `queue` and `service`; empty of the others. */
  readonly service: string;
  /** How it stands: still under way, or with which outcome it left. */
  readonly look: 'waiting' | 'abandoned' | 'paid' | 'failed' | 'blocked' | 'rejected' | 'declined';
  /** Of what is over: how much of its time in sight has passed, 0 to 1. Of the others 0. */
  readonly age: number;
  /** Since when it is there. */
  readonly sinceMs: number;
  /** Its place among those that wait before it in the same queue, from 0. */
  readonly rank: number;
}

/** Every dot of an arm at an instant; what is over stays in sight for `lingerMs` more of virtual time. */
export function dotsAt(lives: readonly Life[], atMs: number, lingerMs: number): Dot[] {
  const dots: Dot[] = [];
  for (const life of lives) {
    if (life.arrivedMs > atMs) break;
    if (life.goneMs + lingerMs < atMs) continue;
    dots.push(...ofOrder(life, atMs, lingerMs), ...ofCalls(life, atMs));
  }
  return ranked(dots);
}

function ofOrder(life: Life, atMs: number, lingerMs: number): Dot[] {
  const base = { life, service: '', look: 'waiting', age: 0, rank: 0, sinceMs: 0 } as const;
  const blocked = life.blockedMs.filter((ms) => ms <= atMs && atMs < ms + lingerMs).at(-1);
  const turnedAway: Dot[] =
    blocked === undefined
      ? []
      : [{ ...base, spot: 'gate', look: 'blocked', age: (atMs - blocked) / lingerMs }];
  if (atMs >= life.endedMs) {
    const age = (atMs - life.endedMs) / lingerMs;
    return age >= 1
      ? turnedAway
      : [...turnedAway, { ...base, spot: 'out', look: lookOf(life.outcome), age }];
  }
  const spot = atMs >= life.takenMs ? 'workers' : 'backlog';
  const sinceMs = spot === 'workers' ? life.takenMs : life.arrivedMs;
  return [...turnedAway, { ...base, spot, sinceMs }];
}

function ofCalls(life: Life, atMs: number): Dot[] {
  return life.calls.flatMap((call): Dot[] => {
    if (atMs < call.sentMs || atMs >= call.overMs) return [];
    const spot = atMs >= call.beganMs ? 'service' : atMs >= call.queuedMs ? 'queue' : 'way';
    const look = atMs >= call.abandonedMs ? 'abandoned' : 'waiting';
    const { service, sentMs: sinceMs } = call;
    return [{ life, spot, service, look, age: 0, rank: 0, sinceMs }];
  });
}

/** Those of a queue in the order in which they came. */
function ranked(dots: readonly Dot[]): Dot[] {
  const lengths = new Map<string, number>();
  return [...dots]
    .sort((a, b) => a.sinceMs - b.sinceMs)
    .map((dot) => {
      if (dot.spot !== 'queue' && dot.spot !== 'backlog') return dot;
      const key = `${dot.spot} ${dot.service}`;
      const rank = lengths.get(key) ?? 0;
      lengths.set(key, rank + 1);
      return { ...dot, rank };
    });
}

function lookOf(outcome: number | null): Dot['look'] {
  switch (outcome) {
    case OUTCOME.successful:
      return 'paid';
    case OUTCOME.blocked:
      return 'blocked';
    case OUTCOME.rejected:
      return 'rejected';
    case OUTCOME.declined:
    case OUTCOME.deferred:
    case OUTCOME.substituted:
      return 'declined';
    default:
      return 'failed';
  }
}

/** The services that calls go to, in the order in which the first call comes to each. */
export function servicesOf(lives: readonly Life[]): string[] {
  const calls: CallLife[] = lives.flatMap((life) => life.calls);
  return [...new Set(calls.map(({ service }) => service))];
}
