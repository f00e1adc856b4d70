import { expectedOrders } from '../../scenario/describe-traffic.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ArmPlan } from '../arms.ts';
import { judge } from '../claim.ts';
import type { ArmResult, ThresholdResult, Tick } from '../result.ts';
import { furthestBehind, setUpArms } from '../trial.ts';
import { FACTS } from './facts.ts';
import type { Prepared } from './prepare.ts';
import { type PairedOrders, STUDY_ROWS } from './rows.ts';

/** All arms once, on one seed: what a study takes note of. */
export interface Observation {
  /** In the order of the arms. */
  readonly arms: readonly ArmObservation[];
  readonly thresholds: readonly ThresholdResult[];
}

export interface ArmObservation {
  /** In the order of the rows. */
  readonly values: readonly (number | null)[];
  /** In the order of the facts. */
  readonly facts: readonly (boolean | null)[];
  readonly ticks: readonly Tick[];
}

/** A run without ticks is read at so many instants at most, so that the arms stay side by side. */
const STEPS = 64;
/** What waits for the other arm is no more than these, or the share of the run that a step is. */
const ORDERS_A_STEP = 1_000;

/** Runs all arms once. Throws a Bug if the books of an arm do not balance. */
export function replication({ scenario, arms, ticks }: Prepared, seed: number): Observation {
  const seeded = { ...scenario, seed };
  const { results, pairings } = runArms(seeded, arms, ticks);
  return {
    arms: results.map((arm, index) => observationOf(arm, pairings[index - 1] ?? null)),
    thresholds: judge(scenario.thresholds, results),
  };
}

function observationOf(arm: ArmResult, pairing: PairedOrders | null): ArmObservation {
  const run = { arm, pairing };
  return {
    values: STUDY_ROWS.map(({ read }) => read(run)),
    facts: FACTS.map(({ holds }) => holds(arm)),
    ticks: arm.ticks ?? [],
  };
}

/**
 * The arms side by side, as `experiment` runs them, without what it makes of a result for people to read:
 * of a run of thirty orders that would be the most of its time.
 */
function runArms(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  ticks: boolean,
): { readonly results: readonly ArmResult[]; readonly pairings: readonly PairedOrders[] } {
  const { duration, tick } = scenario;
  const { arms, pairings } = setUpArms(scenario, plans, { ticks }, {});
  const stepMs = ticks ? tick : duration / stepsOf(scenario);
  for (let step = 1; furthestBehind(arms, duration) !== undefined; step++) {
    const untilMs = Math.min(duration, step * stepMs);
    for (const arm of arms.filter(({ isOver }) => !isOver)) {
      arm.advance(untilMs, Number.POSITIVE_INFINITY);
      if (ticks) arm.closeTick();
    }
  }
  if (!ticks) for (const arm of arms) arm.closeTick();
  return { results: arms.map((arm) => arm.finish()), pairings };
}

/** As many as are worth it: thirty orders are soon told. */
function stepsOf({ traffic, duration }: Scenario): number {
  const isOpen = 'startRate' in traffic;
  const orders = isOpen ? expectedOrders(traffic, duration) : Number.POSITIVE_INFINITY;
  return Math.min(STEPS, Math.max(1, Math.ceil(orders / ORDERS_A_STEP)));
}
