import { failureOf } from '../failure-of.ts';
import { FAILURE_KINDS, type FailureKind } from './failure-kind.ts';

/** What a call's end says of the service; `ignored`: nothing. */
export type Verdict = 'success' | 'ignored' | FailureKind;

/**
 * Whether an end of a call is a failure: given what was thrown, or returned (`threw` tells which). True and
 * false leave the details to the breaker; a kind of failure, or `ignored`, is a more exact answer.
 */
export type IsFailure = (
  errorOrResult: unknown,
  threw: boolean,
) => boolean | 'ignored' | FailureKind;

/** Node's and undici's codes for a service that could not be reached, or did not answer in time. */
const KIND_OF_CODE: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOTFOUND: 'refused',
  EAI_AGAIN: 'refused',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
};

/** Calls that a guard further in never sent say nothing; other errors are failures. */
export function verdictOnError(error: unknown): Verdict {
  const failure = failureOf(error);
  if (failure === 'blocked' || failure === 'rejected') return 'ignored';
  if (failure === 'timeout') return 'timeout';
  // `fetch` wraps what happened to the connection in an error of its own.
  return kindOfCode(error) ?? kindOfCode((error as { cause?: unknown } | null)?.cause) ?? 'error';
}

/** The user's answer, spelt out; where it is only true or false, our own opinion fills in the kind. */
export function verdictOf(answer: ReturnType<IsFailure>, value: unknown, threw: boolean): Verdict {
  if (answer === false) return 'success';
  if (answer !== true) return answer;
  if (!threw) return 'error';
  const own = verdictOnError(value);
  return isFailureKind(own) ? own : 'error';
}

export function isFailureKind(verdict: Verdict): verdict is FailureKind {
  return (FAILURE_KINDS as readonly string[]).includes(verdict);
}

function kindOfCode(error: unknown): FailureKind | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && Object.hasOwn(KIND_OF_CODE, code)
    ? KIND_OF_CODE[code]
    : undefined;
}
