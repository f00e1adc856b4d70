/**
 * Why a call failed, as far as a policy may tell the difference: the service answered with an error, gave
 * no answer in time, could not be reached or turned the call away, or said a business "no".
 */
export const FAILURE_KINDS = ['error', 'timeout', 'refused', 'declined'] as const;

export type FailureKind = (typeof FAILURE_KINDS)[number];
