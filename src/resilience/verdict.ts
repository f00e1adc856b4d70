import { FAILURES, type Failure, SERVICE_FAILURES } from './failure.ts';

/** What a call's end says of the service: it served, it failed, or nothing (`ignored`). */
export type Verdict = 'success' | 'ignored' | Failure;

/**
 * Whether the end of a call that was sent is a failure: given what was thrown, or returned (`threw` tells
 * which). False: it is none, nobody steps in for it or repeats it; true: one of the kind that it shows. A
 * failure by name, or `ignored`, is a more exact answer.
 */
export type IsFailure = (errorOrResult: unknown, threw: boolean) => boolean | 'ignored' | Failure;

/** The errors of refusals and deadlines, ours and the platform's, by name: so copies of a module agree. */
const FAILURE_OF_NAME: Readonly<Record<string, Failure>> = {
  CircuitOpenError: 'blocked',
  RejectedError: 'rejected',
  TimeoutError: 'timeout',
  DeclinedError: 'declined',
};

/** Node's and undici's codes for a service that could not be reached, or did not answer in time. */
const FAILURE_OF_CODE: Readonly<Record<string, Failure>> = {
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

/** What kind of failure an error stands for; whatever is not known to be another is an `error`. */
export function failureOf(error: unknown): Failure {
  return (
    known(FAILURE_OF_NAME, fieldOf(error, 'name')) ??
    serviceFailure(fieldOf(error, 'failure')) ??
    known(FAILURE_OF_CODE, fieldOf(error, 'code')) ??
    // `fetch` wraps what happened to the connection in an error of its own.
    known(FAILURE_OF_CODE, fieldOf(fieldOf(error, 'cause'), 'code')) ??
    'error'
  );
}

/**
 * The one opinion that all guards share on how a call ended. Of a call that was never sent `isFailure` is not
 * asked: it knows the service, not the guards. One that fails at an error ignores it, so that the error stands.
 */
export function verdictOn(
  isFailure: IsFailure | undefined,
  value: unknown,
  threw: boolean,
): Verdict {
  if (isFailure === undefined && !threw) return 'success';
  const shown = threw ? failureOf(value) : 'error';
  if (isFailure === undefined || shown === 'blocked' || shown === 'rejected') return shown;
  const answer = threw ? answerOn(isFailure, value) : isFailure(value, false);
  if (answer === false) return 'success';
  return answer === true ? shown : answer;
}

export function isFailureVerdict(verdict: Verdict | 'own'): verdict is Failure {
  return (FAILURES as readonly string[]).includes(verdict);
}

/** How long a service asks us to wait, in ms: the error's own `retryAfterMs`; 0 where it does not say. */
export function retryAfterOf(error: unknown): number {
  const asked = fieldOf(error, 'retryAfterMs');
  return typeof asked === 'number' && asked > 0 ? asked : 0;
}

function answerOn(isFailure: IsFailure, error: unknown): ReturnType<IsFailure> {
  try {
    return isFailure(error, true);
  } catch {
    return 'ignored';
  }
}

/** An error may say itself how the service failed. */
function serviceFailure(said: unknown): Failure | undefined {
  return SERVICE_FAILURES.find((failure) => failure === said);
}

function known(table: Readonly<Record<string, Failure>>, key: unknown): Failure | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A field of whatever was thrown: a getter, or a proxy, may throw in its turn. */
function fieldOf(error: unknown, field: string): unknown {
  try {
    return typeof error === 'object' && error !== null
      ? (error as Record<string, unknown>)[field]
      : undefined;
  } catch {
    return undefined;
  }
}
