import type { ThrottleSettings } from '../../resilience/throttle/settings.ts';
import { Throttle } from '../../resilience/throttle/throttle.ts';
import type { Desk } from '../desk.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';
import { IS_ANSWER } from './failure-table.ts';

/** Sends no more than K times what the service accepts. */
export class ThrottleStage extends Stage {
  private readonly desk: Desk;
  private readonly throttle: Throttle;

  constructor(outer: Caller, desk: Desk, settings: ThrottleSettings) {
    super(outer);
    this.desk = desk;
    this.throttle = new Throttle(settings);
  }

  begin(order: number): void {
    const { agenda, luck, ledger, orders } = this.desk;
    const draw = luck.throttle.at(orders.number[order]!, orders.triesOf(order)).next();
    if (this.throttle.admits(agenda.now, draw)) {
      this.inner.begin(order);
    } else {
      ledger.rejectCall(order, 'throttle');
      this.outer.end(order, OUTCOME.rejected);
    }
  }

  end(order: number, outcome: Outcome): void {
    if (IS_ANSWER[outcome] === 1) this.throttle.accept(this.desk.agenda.now);
    this.outer.end(order, outcome);
  }

  cancel(order: number): void {
    this.inner.cancel(order);
  }
}
