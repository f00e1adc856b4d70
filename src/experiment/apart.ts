import { LimitError } from '../kernel/limit-error.ts';
import { decimal } from '../kernel/quantity-text.ts';
import type { OrderListener } from '../model/books/ledger.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Scenario } from '../scenario/schema.ts';
import { ArmRun } from './arm-run.ts';
import type { ArmPlan } from './arms.ts';
import { type Progress, runInLockstep } from './experiment.ts';
import { headOf } from './head.ts';
import { Pairs } from './pairing.ts';
import type { ArmResult, Result } from './result.ts';
import { conclude } from './trial.ts';

/** What came of an arm that was run by itself, on a core of its own: plain data, to be sent about. */
export interface ArmApart {
  readonly result: ArmResult;
  readonly fates: Fates;
}

/** How each order ended, by its number. */
export interface Fates {
  /** 0: it did not end within the run; else 1 + its outcome. */
  readonly outcomes: Uint8Array;
  readonly cents: Float64Array;
}

/** Events between two yields: few enough for a run that nobody wants any more to end in no time. */
const SLICE = 20_000;

/** So many orders of an arm are remembered, in 270 MB. */
const MOST_ORDERS = 30_000_000;

/**
 * Runs one arm of a scenario by itself. It remembers every order, at nine bytes each: what `experiment`, which runs
 * the arms side by side, need not. Throws a LimitError where there are too many for that, and a Bug if the books do
 * not balance.
 */
export function* runApart(scenario: Scenario, plan: ArmPlan): Generator<Progress, ArmApart> {
  const fates = new FateBook();
  const arm = new ArmRun(scenario, plan, { ticks: true }, {}, fates);
  const { duration: durationMs, tick: tickMs } = scenario;
  yield* runInLockstep([arm], { durationMs, tickMs }, SLICE);
  return { result: arm.finish(), fates: fates.read() };
}

/** The same result, to the digit, as if the arms had run side by side, because they share luck. */
export function together(
  scenario: Scenario,
  plans: readonly ArmPlan[],
  arms: readonly ArmApart[],
): Result {
  const [baseline, ...candidates] = arms;
  const pairs = candidates.map(({ fates }) => pairsOf(baseline!.fates, fates));
  const results = arms.map(({ result }) => result);
  return conclude({ scenario, head: headOf(scenario), plans }, results, pairs, null);
}

function pairsOf(baseline: Fates, candidate: Fates): Pairs {
  const pairs = new Pairs();
  const length = Math.min(baseline.outcomes.length, candidate.outcomes.length);
  for (let order = 0; order < length; order++) {
    const [one, other] = [baseline.outcomes[order]!, candidate.outcomes[order]!];
    if (one === 0 || other === 0) continue;
    pairs.judge((one - 1) as Outcome, (other - 1) as Outcome, baseline.cents[order]!);
  }
  return pairs;
}

class FateBook implements OrderListener {
  private outcomes = new Uint8Array(2 ** 12);
  private cents = new Float64Array(2 ** 12);
  private length = 0;

  ended(number: number, outcome: Outcome, amountCents: number): void {
    if (number >= this.outcomes.length) this.grow(number);
    if (number >= this.length) this.length = number + 1;
    this.outcomes[number] = outcome + 1;
    this.cents[number] = amountCents;
  }

  settled(): void {}

  read(): Fates {
    return {
      outcomes: this.outcomes.slice(0, this.length),
      cents: this.cents.slice(0, this.length),
    };
  }

  private grow(number: number): void {
    if (number >= MOST_ORDERS) {
      throw new LimitError(
        `this run has more than ${decimal(MOST_ORDERS)} orders, beyond which its arms cannot be run apart; in the terminal, compare bears any number`,
      );
    }
    const { outcomes, cents } = this;
    const room = Math.max(2 * outcomes.length, number + 1);
    this.outcomes = new Uint8Array(room);
    this.outcomes.set(outcomes);
    this.cents = new Float64Array(room);
    this.cents.set(cents);
  }
}
