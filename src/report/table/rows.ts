import type { ArmResult, Result, Tick, Transition } from '../../experiment/result.ts';

/** One tick of every arm, and what their breakers did in it. */
export interface Row {
  readonly startMs: number;
  readonly endMs: number;
  /** One an arm; undefined where an arm ended earlier (a closed loop may). */
  readonly ticks: readonly (Tick | undefined)[];
  readonly transitions: readonly ArmTransition[];
}

export interface ArmTransition extends Transition {
  readonly arm: string;
}

/** The result's arms side by side, tick by tick; empty where it holds no ticks. */
export function rowsOf(result: Result): Row[] {
  const { tickMs, durationMs } = result.scenario;
  const endMs = result.partial?.untilMs ?? durationMs;
  const length = Math.max(0, ...result.arms.map((arm) => arm.ticks?.length ?? 0));
  const transitions = transitionsByTick(result.arms, tickMs, length);
  return Array.from({ length }, (_, index) => ({
    startMs: index * tickMs,
    endMs: Math.min((index + 1) * tickMs, endMs),
    ticks: result.arms.map((arm) => arm.ticks?.[index]),
    transitions: transitions[index] ?? [],
  }));
}

function transitionsByTick(
  arms: readonly ArmResult[],
  tickMs: number,
  length: number,
): ArmTransition[][] {
  const byTick: ArmTransition[][] = [];
  for (const arm of arms) {
    for (const transition of arm.transitions) {
      // One at the very end of the run belongs to the last tick.
      const index = Math.min(Math.floor(transition.atMs / tickMs), length - 1);
      byTick[index] ??= [];
      byTick[index].push({ ...transition, arm: arm.name });
    }
  }
  for (const list of byTick) list?.sort((a, b) => a.atMs - b.atMs);
  return byTick;
}
