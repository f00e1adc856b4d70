import type { Callee } from '../call.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';

/** One of the calls that a service makes for each request. */
export interface Turn {
  readonly link: Callee;
  /** Whether a request is not done without it: where something else answers in its place, that is the end. */
  readonly isEssential: boolean;
}

/** The calls of a service, in turn: a request ends with the first that fails. */
export class Turns {
  private readonly run: Run;
  private readonly requests: Requests;
  private readonly turns: readonly Turn[];
  private readonly first: Callee;

  constructor(run: Run, requests: Requests, turns: readonly Turn[]) {
    this.run = run;
    this.requests = requests;
    this.turns = turns;
    this.first = turns[0]!.link;
  }

  begin(slot: number): void {
    this.requests.call(slot);
    this.first.begin(slot);
  }

  /** The present call is not waited for any more. */
  cancel(slot: number): void {
    this.turns[this.requests.turnOf(slot)]!.link.cancel(slot);
  }

  /** What the end of the present call makes of the request, where it did not succeed. */
  endingOf(slot: number, outcome: Outcome): Outcome {
    const { run, requests } = this;
    if (outcome === OUTCOME.blocked) run.blocks.judge(requests, slot);
    const isStandIn = outcome === OUTCOME.substituted || outcome === OUTCOME.deferred;
    if (!isStandIn || this.turns[requests.turnOf(slot)]!.isEssential) return outcome;
    run.orders.degrade(requests.orderOf(slot));
    return OUTCOME.successful;
  }

  /** Makes the next call; false where there is none. */
  next(slot: number): boolean {
    const { length } = this.turns;
    if (length === 1) return false;
    const turn = this.requests.turnOf(slot) + 1;
    if (turn === length) return false;
    this.requests.setTurn(slot, turn);
    this.turns[turn]!.link.begin(slot);
    return true;
  }
}
