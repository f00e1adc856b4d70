import type { OrderListener } from '../model/books/ledger.ts';
import type { Scenario } from '../scenario/schema.ts';
import { type ArmOptions, ArmRun } from './arm-run.ts';
import type { ArmPlan } from './arms.ts';
import { judge } from './claim.ts';
import { compareArms } from './comparison.ts';
import { headOf } from './head.ts';
import { yardstickOf } from './incident/yardstick.ts';
import type { Observer } from './observer.ts';
import { Pairing } from './pairing.ts';
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

const UNHEARD: OrderListener = { ended: () => {}, settled: () => {} };

/** Sets the arms up, all at time 0. */
export function setUp(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  options: ArmOptions,
  observer: Observer,
): Trial {
  const head = headOf(scenario);
  const pairing = new Pairing();
  const paired = plans.length === 2 ? [pairing.baseline, pairing.candidate] : [];
  const yardstick = yardstickOf(scenario);
  const arms = plans.map(
    (plan, i) => new ArmRun(scenario, plan, options, observer, yardstick, paired[i] ?? UNHEARD),
  );
  return {
    head,
    arms,
    conclude: (stoppedAtMs) => conclude(scenario, head, arms, pairing, stoppedAtMs),
  };
}

function conclude(
  scenario: Scenario,
  head: ScenarioHead,
  arms: readonly ArmRun[],
  pairing: Pairing,
  stoppedAtMs: number | null,
): Result {
  const results = arms.map((arm) => arm.finish());
  const [baseline, candidate] = results as [ArmResult, ArmResult?];
  return {
    format: 'blackfriday.result/1',
    scenario: head,
    arms: results,
    ...(candidate !== undefined && {
      comparison: compareArms(scenario, [baseline, candidate], pairing),
    }),
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
