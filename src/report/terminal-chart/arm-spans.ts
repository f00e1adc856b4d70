import type { ArmResult, Tick, Transition } from '../../experiment/result.ts';
import { whose } from '../breaker-words.ts';
import { breakerNames, exactSpans, type StateSpan, transitionsOf } from '../chart/state-spans.ts';

/** The states of a breaker over time, under its name. */
export interface Strip {
  readonly label: string;
  readonly spans: readonly StateSpan[];
}

/** A strip a breaker; none without a breaker. The breakers of several instances share one. */
export function stateStrips(arm: ArmResult, tickMs: number, endMs: number): Strip[] {
  const { ticks = [], transitions } = arm;
  if (arm.totals.breaker === null) return [];
  const names = breakerNames(arm);
  if (names.length === 1 || transitions.some(({ instance }) => instance !== undefined)) {
    return [{ label: 'state', spans: armSpans({ ticks, transitions }, tickMs, endMs) }];
  }
  return names.map((breaker) => {
    const own = transitionsOf(transitions, breaker);
    const spans = exactSpans({ breaker, instance: 1 }, own, own[0]?.from ?? 'closed', endMs);
    return { label: breaker ?? 'state', spans };
  });
}

/**
 * The states of an arm up to `endMs`; none where it has no breaker. Of several breakers or instances, the
 * state of the arm as a whole, tick by tick.
 */
export function armSpans(
  { ticks, transitions }: { ticks: readonly Tick[]; transitions: readonly Transition[] },
  tickMs: number,
  endMs: number,
): StateSpan[] {
  const first = ticks[0]?.state ?? null;
  if (first === null) return [];
  const lane = { breaker: null, instance: 1 };
  if (transitions.every((transition) => whose(transition).length === 0)) {
    return exactSpans(lane, transitions, transitions[0]?.from ?? first, endMs);
  }
  return ticks.map(({ startMs, state }) => {
    const untilMs = Math.min(startMs + tickMs, endMs);
    return { ...lane, fromMs: startMs, untilMs, state: state ?? first };
  });
}
