import { assertNever } from '../../kernel/assert.ts';
import type { Policy } from '../../resilience/pipeline.ts';
import type { Desk } from '../desk.ts';
import type { Caller, Stage } from '../stage.ts';
import { type BreakerListener, BreakerStage } from './breaker-stage.ts';
import { RetryStage } from './retry-stage.ts';
import { TimeoutStage } from './timeout-stage.ts';

/** The stage that puts `policy` to work; a new policy is a file and a case here. */
export function createStage(
  policy: Policy,
  outer: Caller,
  desk: Desk,
  instance: number,
  listener: BreakerListener,
): Stage {
  switch (policy.policy) {
    case 'retry':
      return new RetryStage(outer, desk, policy.settings);
    case 'breaker':
      return new BreakerStage(outer, desk, policy.settings, instance, listener);
    case 'timeout':
      return new TimeoutStage(outer, desk, policy.settings);
    default:
      return assertNever(policy);
  }
}
