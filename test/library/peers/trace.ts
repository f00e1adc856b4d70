import { RandomStream } from '../../../src/kernel/random-stream.ts';

/** A call, whether or not it is let through: when it starts, how long it would take, how it would end. */
export interface TracedCall {
  readonly startMs: number;
  readonly durationMs: number;
  readonly good: boolean;
}

/** One thing at a time: a call starts, or ends. */
export interface TraceEvent {
  readonly atMs: number;
  readonly call: number;
  readonly kind: 'start' | 'end';
}

const CALLS = 120;
/** The moods of a service: how often it fails, how fast calls come, and how long they take, in ms. */
const MOODS = [
  { failing: 0.05, gapMs: 20, durationMs: 30 },
  { failing: 0.5, gapMs: 10, durationMs: 60 },
  { failing: 1, gapMs: 5, durationMs: 5 },
  { failing: 0.3, gapMs: 100, durationMs: 10 },
  { failing: 0.2, gapMs: 1, durationMs: 200 },
] as const;
const PAUSE_MS = 1_500;

/** Calls that start at even ms, in moods and with pauses, many in flight at once; the same for the same seed. */
export function traceOf(seed: number): readonly TracedCall[] {
  const luck = new RandomStream(seed, 'trace').at(0);
  const below = (limit: number): number => Math.floor(luck.next() * limit);
  let now = 0;
  let mood: (typeof MOODS)[number] = MOODS[0];
  return Array.from({ length: CALLS }, () => {
    if (luck.chance(0.08)) mood = MOODS[below(MOODS.length)]!;
    if (luck.chance(0.03)) now += below(PAUSE_MS);
    now += below(mood.gapMs * 2);
    const durationMs = below(mood.durationMs * 2);
    return { startMs: 2 * now, durationMs: 2 * durationMs + 1, good: !luck.chance(mood.failing) };
  });
}

/** By instant. Calls end at odd ms: never when another starts, or when a timer of an even time goes off. */
export function eventsOf(calls: readonly TracedCall[]): readonly TraceEvent[] {
  return calls
    .flatMap(({ startMs, durationMs }, call): TraceEvent[] => [
      { atMs: startMs, call, kind: 'start' },
      { atMs: startMs + durationMs, call, kind: 'end' },
    ])
    .sort((a, b) => a.atMs - b.atMs);
}

/** The same calls, none of which starts before the one before it has ended. */
export function inTurn(calls: readonly TracedCall[]): readonly TracedCall[] {
  let freeMs = 0;
  return calls.map((call) => {
    const startMs = Math.max(call.startMs, freeMs);
    freeMs = startMs + call.durationMs + 1;
    return { ...call, startMs };
  });
}
