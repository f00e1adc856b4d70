import type { ArmResult, Transition } from '../../experiment/result.ts';
import type { BreakerStateName } from '../../resilience/breaker/state.ts';

/** A stretch of time that a breaker spends in one state. */
export interface StateSpan {
  /** Its name where the arm has several. */
  readonly breaker: string | null;
  /** Counted from 1; the OrderService may have several instances, each with a breaker of its own. */
  readonly instance: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly state: BreakerStateName;
}

/** The less a state lets through, the more it matters when there is room for one only. */
const SEVERITY: Readonly<Record<BreakerStateName, number>> = {
  disabled: 0,
  closed: 1,
  'metrics-only': 2,
  'half-open': 3,
  open: 4,
  'forced-open': 5,
};

/**
 * The states of an arm's breakers up to `endMs`; none where it has no breaker. A breaker that flaps faster
 * than `leastMs` shows the most severe state of each `leastMs`.
 */
export function stateSpans(arm: ArmResult, endMs: number, leastMs: number): StateSpan[] {
  if (arm.totals.breaker === null) return [];
  const first = arm.ticks?.[0]?.state ?? 'closed';
  return breakerNames(arm).flatMap((breaker) =>
    [...byInstance(transitionsOf(arm.transitions, breaker))].flatMap(([instance, transitions]) => {
      const from = transitions[0]?.from ?? first;
      const spans = exactSpans({ breaker, instance }, transitions, from, endMs);
      return spans.length * leastMs <= endMs / 2 ? spans : coarseSpans(spans, endMs, leastMs);
    }),
  );
}

/** The names of an arm's breakers; null stands for one that is alone. */
export function breakerNames({ breakers = [] }: ArmResult): (string | null)[] {
  return breakers.length > 1 ? breakers.map(({ name }) => name) : [null];
}

export function transitionsOf(
  transitions: readonly Transition[],
  breaker: string | null,
): readonly Transition[] {
  return breaker === null ? transitions : transitions.filter((one) => one.breaker === breaker);
}

/** One instance that does nothing, where none did anything. */
function byInstance(transitions: readonly Transition[]): Map<number, Transition[]> {
  const instances = new Map<number, Transition[]>();
  for (const transition of transitions) {
    const instance = transition.instance ?? 1;
    const known = instances.get(instance);
    if (known === undefined) instances.set(instance, [transition]);
    else known.push(transition);
  }
  if (instances.size === 0) instances.set(1, []);
  return new Map([...instances].sort(([a], [b]) => a - b));
}

export function exactSpans(
  lane: Pick<StateSpan, 'breaker' | 'instance'>,
  transitions: readonly Transition[],
  first: BreakerStateName,
  endMs: number,
): StateSpan[] {
  const starts = [{ atMs: 0, to: first }, ...transitions];
  return starts
    .map(({ atMs, to }, index) => ({
      ...lane,
      fromMs: atMs,
      untilMs: starts[index + 1]?.atMs ?? endMs,
      state: to,
    }))
    .filter(({ fromMs, untilMs }) => fromMs < untilMs);
}

function coarseSpans(spans: readonly StateSpan[], endMs: number, leastMs: number): StateSpan[] {
  const coarse: StateSpan[] = [];
  let first = 0;
  for (let fromMs = 0; fromMs < endMs; fromMs += leastMs) {
    const untilMs = Math.min(fromMs + leastMs, endMs);
    while (spans[first]!.untilMs <= fromMs) first++;
    let worst = spans[first]!;
    for (let next = first; next < spans.length && spans[next]!.fromMs < untilMs; next++) {
      if (SEVERITY[spans[next]!.state] > SEVERITY[worst.state]) worst = spans[next]!;
    }
    const before = coarse.at(-1);
    if (before?.state === worst.state) coarse[coarse.length - 1] = { ...before, untilMs };
    else coarse.push({ ...worst, fromMs, untilMs });
  }
  return coarse;
}
