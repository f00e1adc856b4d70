import * as v from 'valibot';

/**
 * How a call that was sent can fail. `declined` is a business "no": the service did its work. `refused`: it
 * could not be reached, or turned the call away.
 */
export const SERVICE_FAILURES = ['declined', 'error', 'refused', 'timeout'] as const;

export type ServiceFailure = (typeof SERVICE_FAILURES)[number];

/** How a call can fail; `blocked` (by a breaker) and `rejected` (by a limit of our own) were never sent. */
export const FAILURES = [...SERVICE_FAILURES, 'blocked', 'rejected'] as const;

export type Failure = (typeof FAILURES)[number];

/** A list of failures; an empty one would switch the policy off without saying so. */
export const failures = v.pipe(
  v.array(v.picklist(FAILURES), 'a list of failures, such as [error, timeout]'),
  v.minLength(1, `at least one of ${FAILURES.join(', ')}`),
);

/** Whether a list names a failure. `error` means refused calls too: few care how a service is away. */
export function covers(list: readonly Failure[], failure: Failure): boolean {
  return list.includes(failure) || (failure === 'refused' && list.includes('error'));
}

/** Whether a failure speaks against the service: the call was sent, and was not answered as it should be. */
export function blamesService(failure: Failure): boolean {
  return failure === 'error' || failure === 'refused' || failure === 'timeout';
}
