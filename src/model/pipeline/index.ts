import { assert, assertNever } from '../../kernel/assert.ts';
import type { Policy } from '../../resilience/pipeline.ts';
import type { BreakerWatch } from '../books/breaker-watch.ts';
import type { Run } from '../run.ts';
import type { PaymentClient } from '../service/payment-client.ts';
import type { PaymentService } from '../service/payment-service.ts';
import { BreakerStage } from './breaker-stage.ts';
import { BulkheadStage } from './bulkhead-stage.ts';
import { ConcurrencyLimitStage } from './concurrency-limit-stage.ts';
import { createFallbackStage } from './fallback-stage.ts';
import type { Caller, PolicyStage } from './policy-stage.ts';
import { RateLimitStage } from './rate-limit-stage.ts';
import { RetryStage } from './retry-stage.ts';
import { ThrottleStage } from './throttle-stage.ts';
import { TimeoutStage } from './timeout-stage.ts';

/** Where a stage stands: in which instance of the OrderService, and what else it may turn to. */
export interface Site {
  readonly instance: number;
  readonly service: PaymentService;
  /** Present where the scenario has a backup service. */
  readonly backup: PaymentClient | undefined;
  /** Present where the policy is a breaker. */
  readonly watch: BreakerWatch | undefined;
}

/** The stage that puts `policy` to work; a new policy is a file and a case here. */
export function createStage(policy: Policy, outer: Caller, run: Run, site: Site): PolicyStage {
  switch (policy.policy) {
    case 'fallback':
      return createFallbackStage(policy.settings, outer, run, site.backup);
    case 'retry':
      return new RetryStage(outer, run, policy.settings);
    case 'breaker': {
      const { watch } = site;
      assert(watch !== undefined, 'a breaker that nobody watches');
      return new BreakerStage(outer, run, policy.settings, { ...site, watch });
    }
    case 'timeout':
      return new TimeoutStage(outer, run, policy.settings);
    case 'bulkhead':
      return new BulkheadStage(outer, run, policy.settings);
    case 'rateLimit':
      return new RateLimitStage(outer, run, policy.settings);
    case 'throttle':
      return new ThrottleStage(outer, run, policy.settings);
    case 'concurrencyLimit':
      return new ConcurrencyLimitStage(outer, run, policy.settings);
    default:
      return assertNever(policy);
  }
}
