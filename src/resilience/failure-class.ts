import * as v from 'valibot';

/**
 * How a try can fail, as far as a policy may be asked to tell the difference: `error` and `timeout` are
 * calls that were sent, `blocked` (by a breaker) and `rejected` (by a limit of our own) were not.
 */
export const FAILURE_CLASSES = ['error', 'timeout', 'blocked', 'rejected'] as const;

export type FailureClass = (typeof FAILURE_CLASSES)[number];

/** A list of classes; an empty one would switch the policy off without saying so. */
export const failureClasses = v.pipe(
  v.array(v.picklist(FAILURE_CLASSES), 'a list of failure classes, such as [error, timeout]'),
  v.minLength(1, 'at least one of error, timeout, blocked, rejected'),
);
