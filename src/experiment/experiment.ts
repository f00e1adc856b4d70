import { GRID_PER_MS } from '../kernel/grid.ts';
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
  const trouble = troubleOf(scenario, Math.max(...arms.map(({ nowMs }) => nowMs)));
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
  for (let tick = 1; furthestBehind(arms, durationMs) !== undefined; tick++) {
    const endMs = Math.min(durationMs, tick * tickMs);
    const running = arms.filter(({ isOver }) => !isOver);
    for (;;) {
      const arm = furthestBehind(running, endMs);
      if (arm === undefined) break;
      budget -= arm.advance(endMs, budget);
      if (budget > 0) continue;
      budget = SLICE;
      const orders = arms.reduce((sum, { ordersArrived }) => sum + ordersArrived, 0);
      if (yield { atMs: arm.nowMs, durationMs, orders }) return stop(running, endMs);
    }
    for (const arm of running) arm.closeTick();
    // At least one: a tick in which nothing was done at all would be an empty row of a partial result.
    budget = Math.max(1, budget - TICK_COST * running.length);
  }
  return null;
}

/** The next to advance: so at any moment the arms are at most a slice of work apart. */
function furthestBehind(arms: readonly ArmRun[], endMs: number): ArmRun | undefined {
  return arms
    .filter(({ isOver, nowMs }) => !isOver && nowMs < endMs)
    .reduce<ArmRun | undefined>(
      (behind, arm) => (behind !== undefined && behind.nowMs <= arm.nowMs ? behind : arm),
      undefined,
    );
}

/**
 * Brings the arms to one instant, so that what is known of them can be compared: to where the furthest
 * ahead has come, and past all that happens at that instant, for it may have been stopped in the midst.
 */
function stop(arms: readonly ArmRun[], endMs: number): number {
  const furthest = Math.max(...arms.map(({ nowMs }) => nowMs));
  const instant = Math.min(endMs, furthest + 1 / GRID_PER_MS);
  for (const arm of arms) {
    arm.advance(instant, Number.POSITIVE_INFINITY);
    arm.closeTick();
  }
  return instant;
}

function headOf({ name, title, seed, duration, tick }: Scenario): ScenarioHead {
  return { name, title, seed, durationMs: duration, tickMs: tick };
}
