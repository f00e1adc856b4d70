import { RateLimit } from '../../../resilience/rate-limit/rate-limit.ts';
import type { RateLimitSettings } from '../../../resilience/rate-limit/settings.ts';
import type { Caller } from '../../call.ts';
import type { Desk } from '../desk.ts';
import { PolicyStage } from './policy-stage.ts';

/** Turns away what exceeds the rate. */
export class RateLimitStage extends PolicyStage {
  private readonly limits: readonly RateLimit[];

  constructor(outer: Caller, desk: Desk, settings: RateLimitSettings) {
    super(outer, desk);
    this.limits = this.cells(() => new RateLimit(settings));
  }

  begin(slot: number): void {
    const limit = this.limits[this.instanceOf(slot)]!;
    if (limit.take(this.run.agenda.now) === 0) this.inner.begin(slot);
    else this.reject(slot, 'rateLimit');
  }
}
