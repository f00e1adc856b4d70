import { RateLimit } from '../../resilience/rate-limit/rate-limit.ts';
import type { RateLimitSettings } from '../../resilience/rate-limit/settings.ts';
import type { Desk } from '../desk.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';

/** Turns away what exceeds the rate. */
export class RateLimitStage extends Stage {
  private readonly desk: Desk;
  private readonly limit: RateLimit;

  constructor(outer: Caller, desk: Desk, settings: RateLimitSettings) {
    super(outer);
    this.desk = desk;
    this.limit = new RateLimit(settings);
  }

  begin(order: number): void {
    if (this.limit.take(this.desk.agenda.now) === 0) {
      this.inner.begin(order);
    } else {
      this.desk.ledger.rejectCall(order, 'rateLimit');
      this.outer.end(order, OUTCOME.rejected);
    }
  }

  end(order: number, outcome: Outcome): void {
    this.outer.end(order, outcome);
  }

  cancel(order: number): void {
    this.inner.cancel(order);
  }
}
