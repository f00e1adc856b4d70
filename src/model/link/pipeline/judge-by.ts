import type { ServiceFailure } from '../../../resilience/failure.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';

/** A breaker, or those who share one; `call` is how it knows the call. */
interface Judge {
  succeed(call: number, now: number, durationMs: number): unknown;
  fail(call: number, now: number, durationMs: number, kind: ServiceFailure): unknown;
  ignore(call: number, now: number): unknown;
}

/** Tells the judge how a call ended. */
export function judgeBy(
  outcome: Outcome,
  judge: Judge,
  call: number,
  now: number,
  durationMs: number,
  declinedIsFailure: boolean,
): void {
  switch (outcome) {
    case OUTCOME.successful:
    // What stands in for the service further in hides its failures from here.
    case OUTCOME.substituted:
    case OUTCOME.deferred:
      judge.succeed(call, now, durationMs);
      break;
    case OUTCOME.declined:
      if (declinedIsFailure) judge.fail(call, now, durationMs, 'declined');
      else judge.succeed(call, now, durationMs);
      break;
    case OUTCOME.failed:
      judge.fail(call, now, durationMs, 'error');
      break;
    case OUTCOME.refused:
      judge.fail(call, now, durationMs, 'refused');
      break;
    case OUTCOME.timedOut:
      judge.fail(call, now, durationMs, 'timeout');
      break;
    default:
      judge.ignore(call, now);
  }
}
