import { assert, assertNever } from '../../kernel/assert.ts';
import type { Policy } from '../../resilience/pipeline.ts';
import type { Desk } from '../desk.ts';
import type { PaymentClient } from '../payment-client.ts';
import type { Caller, Stage } from '../stage.ts';
import { type BreakerListener, type BreakerSite, BreakerStage } from './breaker-stage.ts';
import { BulkheadStage } from './bulkhead-stage.ts';
import { ConcurrencyLimitStage } from './concurrency-limit-stage.ts';
import { createFallbackStage } from './fallback-stage.ts';
import { RateLimitStage } from './rate-limit-stage.ts';
import { RetryStage } from './retry-stage.ts';
import { ThrottleStage } from './throttle-stage.ts';
import { TimeoutStage } from './timeout-stage.ts';

/** Where a stage stands: in which instance of the OrderService, and what else it may turn to. */
export interface Site extends Omit<BreakerSite, 'listener'> {
  /** Present where the stage is a breaker. */
  readonly listener: BreakerListener | undefined;
  /** Present where the scenario has a backup service. */
  readonly backup: PaymentClient | undefined;
}

/** The stage that puts `policy` to work; a new policy is a file and a case here. */
export function createStage(policy: Policy, outer: Caller, desk: Desk, site: Site): Stage {
  switch (policy.policy) {
    case 'fallback':
      return createFallbackStage(policy.settings, outer, desk, site.backup);
    case 'retry':
      return new RetryStage(outer, desk, policy.settings);
    case 'breaker':
      assert(site.listener !== undefined, 'a breaker that nobody watches');
      return new BreakerStage(outer, desk, policy.settings, { ...site, listener: site.listener });
    case 'timeout':
      return new TimeoutStage(outer, desk, policy.settings);
    case 'bulkhead':
      return new BulkheadStage(outer, desk, policy.settings);
    case 'rateLimit':
      return new RateLimitStage(outer, desk, policy.settings);
    case 'throttle':
      return new ThrottleStage(outer, desk, policy.settings);
    case 'concurrencyLimit':
      return new ConcurrencyLimitStage(outer, desk, policy.settings);
    default:
      return assertNever(policy);
  }
}
