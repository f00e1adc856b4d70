import type { Failure } from '../../resilience/failure.ts';
import { OUTCOME, OUTCOMES, type Outcome } from '../outcome.ts';

/** What the policies call a failure, by the outcome of a call; undefined for what is none. */
export function failureClassOf(outcome: Outcome): Failure | undefined {
  switch (outcome) {
    case OUTCOME.failed:
      return 'error';
    case OUTCOME.timedOut:
      return 'timeout';
    case OUTCOME.blocked:
      return 'blocked';
    case OUTCOME.rejected:
      return 'rejected';
    default:
      return undefined;
  }
}

/** For each outcome, whether it is a failure that `holds` says yes to: looked up once per event. */
export function failureTable(holds: (failure: Failure) => boolean): Uint8Array {
  return Uint8Array.from({ length: OUTCOMES }, (_, outcome) => {
    const failure = failureClassOf(outcome as Outcome);
    return failure !== undefined && holds(failure) ? 1 : 0;
  });
}

/** 1 where the service, or what stands in for it further in, gave an answer. */
export const IS_ANSWER = Uint8Array.from({ length: OUTCOMES }, (_, outcome) =>
  failureClassOf(outcome as Outcome) === undefined ? 1 : 0,
);
