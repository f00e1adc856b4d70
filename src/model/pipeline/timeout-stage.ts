import { EVENT_KIND } from '../../kernel/agenda.ts';
import { DelayLine } from '../../kernel/delay-line.ts';
import type { Desk } from '../desk.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';

/** The client's patience. When it ends the call has failed for us, whatever the service still does. */
export class TimeoutStage extends Stage {
  private readonly deadlines: DelayLine;

  constructor(outer: Caller, desk: Desk, afterMs: number) {
    super(outer);
    this.deadlines = new DelayLine(desk.agenda, EVENT_KIND.timeout, afterMs, (order) =>
      this.giveUp(order),
    );
    desk.orders.pool.attach(this.deadlines);
  }

  begin(order: number): void {
    this.deadlines.start(order);
    this.inner.begin(order);
  }

  end(order: number, outcome: Outcome): void {
    this.deadlines.cancel(order);
    this.outer.end(order, outcome);
  }

  cancel(order: number): void {
    this.deadlines.cancel(order);
    this.inner.cancel(order);
  }

  private giveUp(order: number): void {
    this.inner.cancel(order);
    this.outer.end(order, OUTCOME.timedOut);
  }
}
