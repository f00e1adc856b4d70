import type { OrderListener } from '../model/books/ledger.ts';
import type { Scenario } from '../scenario/schema.ts';
import { type ArmOptions, ArmRun } from './arm-run.ts';
import { type ArmPlan, scenarioOf } from './arms.ts';
import { judge } from './claim.ts';
import { compareArms } from './comparison.ts';
import { headOf } from './head.ts';
import type { Observer } from './observer.ts';
import { Pairing, type Pairs } from './pairing.ts';
import type { ArmResult, Result, ScenarioHead } from './result.ts';

/** The arms of a scenario, ready to run, and what to make of them once they have. */
export interface Trial {
  readonly head: ScenarioHead;
  readonly arms: readonly ArmRun[];
  /**
   * What came of it, once every arm has run to the end, or to `stoppedAtMs`. Throws a Bug if the books of
   * an arm do not balance.
   */
  conclude(stoppedAtMs: number | null): Result;
}

/** Sets the arms up, all at time 0. */
export function setUp(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  options: ArmOptions,
  observer: Observer,
): Trial {
  const head = headOf(scenario);
  const { arms, pairings } = setUpArms(scenario, plans, options, observer);
  return {
    head,
    arms,
    conclude: (stoppedAtMs) => {
      const results = arms.map((arm) => arm.finish());
      return conclude({ scenario, head, plans }, results, pairings, stoppedAtMs);
    },
  };
}

/** The arms alone, and what pairs the orders of each with those of the first. */
export function setUpArms(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  options: ArmOptions,
  observer: Observer,
): { readonly arms: readonly ArmRun[]; readonly pairings: readonly Pairing[] } {
  const pairings = plans.slice(1).map(() => new Pairing());
  const listeners = [
    all(pairings.map(({ baseline }) => baseline)),
    ...pairings.map(({ candidate }) => candidate),
  ];
  const arms = plans.map(
    (plan, index) => new ArmRun(scenario, plan, options, observer, listeners[index]),
  );
  return { arms, pairings };
}

/** One listener that stands for several, as cheap as it is alone; undefined where there are none. */
function all(listeners: readonly OrderListener[]): OrderListener | undefined {
  const [only] = listeners;
  if (listeners.length < 2) return only;
  return {
    ended(number, outcome, amountCents, arrivedAtMs, nowMs) {
      for (const one of listeners) one.ended(number, outcome, amountCents, arrivedAtMs, nowMs);
    },
    settled(number, outcome, amountCents, arrivedAtMs) {
      for (const one of listeners) one.settled(number, outcome, amountCents, arrivedAtMs);
    },
  };
}

/** What was run. */
interface Tried {
  readonly scenario: Scenario;
  readonly head: ScenarioHead;
  readonly plans: readonly ArmPlan[];
}

/** Puts together what came of the arms; `pairs`: each arm but the first, set beside the first. */
export function conclude(
  { scenario, head, plans }: Tried,
  results: readonly ArmResult[],
  pairs: readonly Pairs[],
  stoppedAtMs: number | null,
): Result {
  const [baseline, ...candidates] = plans.map((plan, index) => ({
    result: results[index]!,
    scenario: scenarioOf(scenario, plan),
  }));
  const comparisons = candidates.map((candidate, index) =>
    compareArms([baseline!, candidate], pairs[index]!),
  );
  const [comparison] = comparisons;
  return {
    format: 'blackfriday.result/1',
    scenario: head,
    arms: results,
    ...(comparison !== undefined && (comparisons.length === 1 ? { comparison } : { comparisons })),
    ...(scenario.thresholds.length > 0 && { thresholds: judge(scenario.thresholds, results) }),
    ...(stoppedAtMs !== null && { partial: { untilMs: stoppedAtMs } }),
  };
}

/** The next to advance: so at any moment the arms are at most a slice of work apart. */
export function furthestBehind(arms: readonly ArmRun[], endMs: number): ArmRun | undefined {
  return arms
    .filter(({ isOver, nowMs }) => !isOver && nowMs < endMs)
    .reduce<ArmRun | undefined>(
      (behind, arm) => (behind !== undefined && behind.nowMs <= arm.nowMs ? behind : arm),
      undefined,
    );
}
