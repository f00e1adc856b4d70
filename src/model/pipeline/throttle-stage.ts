import type { ThrottleSettings } from '../../resilience/throttle/settings.ts';
import { Throttle } from '../../resilience/throttle/throttle.ts';
import type { Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';
import { IS_ANSWER } from './failure-table.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/** Sends no more than K times what the service accepts. */
export class ThrottleStage extends PolicyStage {
  private readonly throttle: Throttle;

  constructor(outer: Caller, run: Run, settings: ThrottleSettings) {
    super(outer, run);
    this.throttle = new Throttle(settings);
  }

  begin(slot: number): void {
    const { agenda, luck, orders } = this.run;
    const draw = luck.throttle.at(orders.number[slot]!, orders.triesOf(slot)).next();
    if (this.throttle.admits(agenda.now, draw)) this.inner.begin(slot);
    else this.reject(slot, 'throttle');
  }

  override end(slot: number, outcome: Outcome): void {
    if (IS_ANSWER[outcome] === 1) this.throttle.accept(this.run.agenda.now);
    this.outer.end(slot, outcome);
  }
}
