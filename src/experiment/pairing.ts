import { OUTCOME, type Outcome } from '../services/outcome.ts';

interface Tally {
  orders: number;
  amountCents: number;
}

/**
 * Sets the two arms' outcomes of each order side by side, which is meaningful because the arms share
 * luck. The arms advance together, so only orders that have ended in one arm and not yet in the other are
 * remembered: memory goes with what is in flight.
 */
export class Pairing {
  /** Blocked by the candidate, paid in the baseline. */
  readonly cost: Tally = { orders: 0, amountCents: 0 };
  /** Paid by the candidate, not paid in the baseline. */
  readonly gain: Tally = { orders: 0, amountCents: 0 };
  private readonly endedInOne = new Map<number, Outcome>();

  readonly onBaselineEnd = (number: number, outcome: Outcome, amountCents: number): void => {
    const other = this.other(number, outcome);
    if (other !== undefined) this.judge(outcome, other, amountCents);
  };

  readonly onCandidateEnd = (number: number, outcome: Outcome, amountCents: number): void => {
    const other = this.other(number, outcome);
    if (other !== undefined) this.judge(other, outcome, amountCents);
  };

  /** The order's outcome in the other arm, if it has one; else this one is remembered. */
  private other(number: number, outcome: Outcome): Outcome | undefined {
    const other = this.endedInOne.get(number);
    if (other === undefined) this.endedInOne.set(number, outcome);
    else this.endedInOne.delete(number);
    return other;
  }

  private judge(baseline: Outcome, candidate: Outcome, amountCents: number): void {
    if (candidate === OUTCOME.blocked && baseline === OUTCOME.successful) {
      add(this.cost, amountCents);
    } else if (candidate === OUTCOME.successful && baseline !== OUTCOME.successful) {
      add(this.gain, amountCents);
    }
  }
}

function add(tally: Tally, amountCents: number): void {
  tally.orders++;
  tally.amountCents += amountCents;
}
