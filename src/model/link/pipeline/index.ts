import { assertNever } from '../../../kernel/assert.ts';
import type { PipelineBreakerSettings, Policy } from '../../../resilience/pipeline.ts';
import type { Callee, Caller } from '../../call.ts';
import type { Desk } from '../desk.ts';
import { type BreakerSite, BreakerStage } from './breaker-stage.ts';
import { BulkheadStage } from './bulkhead-stage.ts';
import { ConcurrencyLimitStage } from './concurrency-limit-stage.ts';
import { createFallbackStage } from './fallback-stage.ts';
import type { PolicyStage } from './policy-stage.ts';
import { RateLimitStage } from './rate-limit-stage.ts';
import { RetryStage } from './retry-stage.ts';
import { SharedBreakerStage } from './shared-breaker-stage.ts';
import { ThrottleStage } from './throttle-stage.ts';
import { TimeoutStage } from './timeout-stage.ts';

/** What a stage may need besides its settings. */
export interface Site {
  /** The way to another service, for a fallback of kind `backup`; its calls end at `outer`. */
  openBackup(outer: Caller): Callee;
  /** For a breaker. */
  breakerSite(): BreakerSite;
}

function createBreakerStage(
  settings: PipelineBreakerSettings,
  outer: Caller,
  desk: Desk,
  site: BreakerSite,
): PolicyStage {
  const { sharing } = settings;
  return sharing === undefined
    ? new BreakerStage(outer, desk, settings, site)
    : new SharedBreakerStage(outer, desk, settings, sharing, site);
}

/** The stage that puts `policy` to work; a new policy is a file and a case here. */
export function createStage(policy: Policy, outer: Caller, desk: Desk, site: Site): PolicyStage {
  switch (policy.policy) {
    case 'fallback':
      return createFallbackStage(policy.settings, outer, desk, (backup) => site.openBackup(backup));
    case 'retry':
      return new RetryStage(outer, desk, policy.settings);
    case 'breaker':
      return createBreakerStage(policy.settings, outer, desk, site.breakerSite());
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
