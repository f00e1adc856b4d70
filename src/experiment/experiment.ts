import type { Scenario } from '../scenario/schema.ts';
import { ArmRun } from './arm-run.ts';
import type { ArmPlan } from './arms.ts';
import { compareArms } from './comparison.ts';
import { judge } from './judge.ts';
import type { Observer } from './observer.ts';
import { Pairing } from './pairing.ts';
import type { ArmResult, Result, ScenarioHead } from './result.ts';
import { troubleOf } from './trouble.ts';

/** How far an experiment has come. */
export interface Progress {
  readonly atMs: number;
  readonly durationMs: number;
  /** Orders so far, over all arms. */
  readonly orders: number;
}

/** Events between two yields: some tens of milliseconds of work. */
const SLICE = 100_000;
/** What closing a tick costs, in events. */
const TICK_COST = 50;

const ignore = (): void => {};

/**
 * Runs the arms of a scenario side by side, tick by tick, and returns what came of it. Yields its progress
 * every so often; `next(true)` ends the run there, and the result says that it is partial. Throws a Bug
 * if the books of an arm do not balance.
 */
export function* experiment(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  options: { readonly ticks: boolean },
  observer: Observer,
): Generator<Progress, Result, boolean | undefined> {
  const head = headOf(scenario);
  const pairing = new Pairing();
  const onOrderEnd = plans.length === 2 ? [pairing.onBaselineEnd, pairing.onCandidateEnd] : [];
  const arms = plans.map(
    (plan, i) => new ArmRun(scenario, plan, options, observer, onOrderEnd[i] ?? ignore),
  );
  observer.onStart?.(
    head,
    arms.map(({ name }) => name),
  );

  const stoppedAtMs = yield* runInLockstep(arms, head);
  const results = arms.map((arm) => arm.finish());
  const trouble = troubleOf(scenario);
  const [baseline, candidate] = results as [ArmResult, ArmResult?];
  const recovery = trouble === null ? [] : arms.map((arm) => arm.recovery.judge(trouble));
  return {
    format: 'blackfriday.result/1',
    scenario: head,
    arms: results,
    ...(candidate !== undefined && {
      comparison: compareArms(scenario, [baseline, candidate], pairing, trouble, recovery),
    }),
    ...(scenario.thresholds.length > 0 && { thresholds: judge(scenario.thresholds, results) }),
    ...(stoppedAtMs !== null && { partial: { untilMs: stoppedAtMs } }),
  };
}

/** Runs to the end and returns null, or to where it was stopped and returns that instant. */
function* runInLockstep(
  arms: readonly ArmRun[],
  { durationMs, tickMs }: ScenarioHead,
): Generator<Progress, number | null, boolean | undefined> {
  let budget = SLICE;
  for (let tick = 1; arms.some((arm) => !arm.isOver && arm.nowMs < durationMs); tick++) {
    const endMs = Math.min(durationMs, tick * tickMs);
    const running = arms.filter(({ isOver }) => !isOver);
    for (const arm of running) {
      for (;;) {
        budget -= arm.advance(endMs, budget);
        if (budget > 0) break;
        budget = SLICE;
        const orders = arms.reduce((sum, { ordersArrived }) => sum + ordersArrived, 0);
        if (yield { atMs: arm.nowMs, durationMs, orders }) return stopAt(arm.nowMs, arms);
      }
    }
    for (const arm of running) arm.closeTick();
    budget -= TICK_COST * running.length;
  }
  return null;
}

/** Brings all arms to the same instant, so that what is known of them can be compared. */
function stopAt(instant: number, arms: readonly ArmRun[]): number {
  for (const arm of arms) {
    arm.advance(instant, Number.POSITIVE_INFINITY);
    arm.closeTick();
  }
  return instant;
}

function headOf({ name, title, seed, duration, tick }: Scenario): ScenarioHead {
  return { name, title, seed, durationMs: duration, tickMs: tick };
}
