import { GRID_STEP_MS } from '../kernel/grid.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { ArmOptions, ArmRun } from './arm-run.ts';
import type { ArmPlan } from './arms.ts';
import type { Observer } from './observer.ts';
import type { Result, ScenarioHead } from './result.ts';
import { furthestBehind, setUp } from './trial.ts';

/** How far an experiment has come. */
export interface Progress {
  readonly atMs: number;
  readonly durationMs: number;
  /** Orders so far, over all arms. */
  readonly orders: number;
}

/** Events between two yields, unless otherwise asked for: some tens of milliseconds of work. */
const SLICE = 100_000;
/** What is done for an arm that lags behind when a run is stopped, in events: about a second of work. */
const LAST_EFFORT = 2_000_000;
/** What closing a tick costs, in events. */
const TICK_COST = 50;

/**
 * Runs the arms of a scenario side by side, tick by tick, and returns what came of it. Yields its progress
 * every so often; `next(true)` ends the run there, and the result says that it is partial. Throws a Bug
 * if the books of an arm do not balance.
 */
export function* experiment(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  options: ArmOptions,
  observer: Observer,
): Generator<Progress, Result, boolean | undefined> {
  const trial = setUp(scenario, plans, options, observer);
  const { head, arms } = trial;
  observer.onStart?.(
    head,
    arms.map(({ name }) => name),
  );
  return trial.conclude(yield* runInLockstep(arms, head));
}

/** Runs to the end and returns null, or to where it was stopped and returns that instant. */
export function* runInLockstep(
  arms: readonly ArmRun[],
  { durationMs, tickMs }: Pick<ScenarioHead, 'durationMs' | 'tickMs'>,
  slice = SLICE,
): Generator<Progress, number | null, boolean | undefined> {
  let budget = slice;
  const progress = (atMs: number): Progress => {
    const orders = arms.reduce((sum, { ordersArrived }) => sum + ordersArrived, 0);
    return { atMs, durationMs, orders };
  };
  for (let tick = 1; furthestBehind(arms, durationMs) !== undefined; tick++) {
    // A tick in which nothing happens costs something too; stopped here, there is no tick to close.
    if (budget <= 0) {
      budget = slice;
      const startMs = (tick - 1) * tickMs;
      if (yield progress(startMs)) return startMs;
    }
    const endMs = Math.min(durationMs, tick * tickMs);
    const running = arms.filter(({ isOver }) => !isOver);
    for (;;) {
      const arm = furthestBehind(running, endMs);
      if (arm === undefined) break;
      budget -= arm.advance(endMs, budget);
      if (budget > 0) continue;
      budget = slice;
      if (yield progress(arm.nowMs)) return stop(running, endMs);
    }
    for (const arm of running) arm.closeTick();
    budget -= TICK_COST * running.length;
  }
  return null;
}

/**
 * Brings the arms to one instant, so that what is known of them can be compared: to where the furthest
 * ahead has come, and past all that happens at that instant, for it may have been stopped in the midst. An
 * arm too far behind for that stays behind, and the result is told to end where that arm does.
 */
function stop(arms: readonly ArmRun[], endMs: number): number {
  const furthest = Math.max(...arms.map(({ nowMs }) => nowMs));
  const instant = Math.min(endMs, furthest + GRID_STEP_MS);
  for (const arm of arms) {
    arm.advance(instant, LAST_EFFORT);
    arm.closeTick();
  }
  return furthestBehind(arms, instant)?.nowMs ?? instant;
}
