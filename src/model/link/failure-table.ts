import { blamesService, covers, type Failure } from '../../resilience/failure.ts';
import { OUTCOME, OUTCOMES, type Outcome } from '../outcome.ts';

const FAILURE_OF: Readonly<Record<Outcome, Failure | undefined>> = {
  [OUTCOME.successful]: undefined,
  [OUTCOME.declined]: 'declined',
  [OUTCOME.failed]: 'error',
  [OUTCOME.refused]: 'refused',
  [OUTCOME.timedOut]: 'timeout',
  [OUTCOME.blocked]: 'blocked',
  [OUTCOME.rejected]: 'rejected',
  // What stands in for the service further in hides its failures from here.
  [OUTCOME.deferred]: undefined,
  [OUTCOME.substituted]: undefined,
};

/** What the policies call a failure, by the outcome of a call; undefined for what is none. */
export function failureOf(outcome: Outcome): Failure | undefined {
  return FAILURE_OF[outcome];
}

/** For each outcome, whether it is a failure that `holds` says yes to: looked up once per event. */
export function failureTable(holds: (failure: Failure) => boolean): Uint8Array {
  return Uint8Array.from({ length: OUTCOMES }, (_, outcome) => {
    const failure = failureOf(outcome as Outcome);
    return failure !== undefined && holds(failure) ? 1 : 0;
  });
}

/** For each outcome, whether a policy that steps in for the failures of the list steps in for it. */
export function tableOf(list: readonly Failure[]): Uint8Array {
  return failureTable((failure) => covers(list, failure));
}

/** 1 where the service was asked and did not do its work. */
export const BLAMES_SERVICE = failureTable(blamesService);

/** 1 where the service, or what stands in for it further in, gave an answer. */
export const IS_ANSWER = failureTable((failure) => failure !== 'declined').map(
  (isFailure) => 1 - isFailure,
);
