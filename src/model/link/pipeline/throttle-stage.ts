import type { ThrottleSettings } from '../../../resilience/throttle/settings.ts';
import { Throttle } from '../../../resilience/throttle/throttle.ts';
import type { Caller } from '../../call.ts';
import type { Outcome } from '../../outcome.ts';
import type { Desk } from '../desk.ts';
import { IS_ANSWER } from '../failure-table.ts';
import { PolicyStage } from './policy-stage.ts';

/** Sends no more than K times what the service accepts. */
export class ThrottleStage extends PolicyStage {
  private readonly throttles: readonly Throttle[];

  constructor(outer: Caller, desk: Desk, settings: ThrottleSettings) {
    super(outer, desk);
    this.throttles = this.cells(() => new Throttle(settings));
  }

  begin(slot: number): void {
    const { luck, requests } = this.desk;
    const draw = luck.throttle.at(requests.numberOf(slot), this.desk.keyOf(slot)).next();
    const throttle = this.throttles[this.instanceOf(slot)]!;
    if (throttle.admits(this.run.agenda.now, draw)) this.inner.begin(slot);
    else this.reject(slot, 'throttle');
  }

  override end(slot: number, outcome: Outcome): void {
    if (IS_ANSWER[outcome] === 1) {
      this.throttles[this.instanceOf(slot)]!.accept(this.run.agenda.now);
    }
    this.outer.end(slot, outcome);
  }
}
