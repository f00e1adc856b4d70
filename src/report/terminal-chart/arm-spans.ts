import type { Tick, Transition } from '../../experiment/result.ts';
import { exactSpans, type StateSpan } from '../chart/state-spans.ts';

/**
 * The states of an arm up to `endMs`; none where it has no breaker. Of several instances, the state that
 * most of them are in, tick by tick.
 */
export function armSpans(
  { ticks, transitions }: { ticks: readonly Tick[]; transitions: readonly Transition[] },
  tickMs: number,
  endMs: number,
): StateSpan[] {
  const first = ticks[0]?.state ?? null;
  if (first === null) return [];
  if (!transitions.some(({ instance }) => instance !== undefined)) {
    return exactSpans(1, transitions, transitions[0]?.from ?? first, endMs);
  }
  return ticks.map(({ startMs, state }) => {
    const untilMs = Math.min(startMs + tickMs, endMs);
    return { instance: 1, fromMs: startMs, untilMs, state: state ?? first };
  });
}
