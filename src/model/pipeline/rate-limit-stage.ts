import { RateLimit } from '../../resilience/rate-limit/rate-limit.ts';
import type { RateLimitSettings } from '../../resilience/rate-limit/settings.ts';
import type { Run } from '../run.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/** Turns away what exceeds the rate. */
export class RateLimitStage extends PolicyStage {
  private readonly limit: RateLimit;

  constructor(outer: Caller, run: Run, settings: RateLimitSettings) {
    super(outer, run);
    this.limit = new RateLimit(settings);
  }

  begin(slot: number): void {
    if (this.limit.take(this.run.agenda.now) === 0) this.inner.begin(slot);
    else this.reject(slot, 'rateLimit');
  }
}
