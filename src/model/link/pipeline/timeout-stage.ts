import { EVENT_KIND } from '../../../kernel/agenda.ts';
import { DelayLine } from '../../../kernel/delay-line.ts';
import type { Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import type { Desk } from '../desk.ts';
import { PolicyStage } from './policy-stage.ts';

/** The caller's patience. When it ends the call has failed for us, whatever the service still does. */
export class TimeoutStage extends PolicyStage {
  private readonly deadlines: DelayLine;

  constructor(outer: Caller, desk: Desk, afterMs: number) {
    super(outer, desk);
    this.deadlines = new DelayLine(desk.run.agenda, EVENT_KIND.timeout, afterMs, (slot) =>
      this.giveUp(slot),
    );
    desk.requests.pool.attach(this.deadlines);
  }

  begin(slot: number): void {
    this.deadlines.start(slot);
    this.inner.begin(slot);
  }

  override end(slot: number, outcome: Outcome): void {
    this.deadlines.cancel(slot);
    this.outer.end(slot, outcome);
  }

  override cancel(slot: number): void {
    this.deadlines.cancel(slot);
    this.inner.cancel(slot);
  }

  private giveUp(slot: number): void {
    this.inner.cancel(slot);
    this.outer.end(slot, OUTCOME.timedOut);
  }
}
