import type { ServiceFailure } from '../../resilience/failure.ts';

/**
 * Which answers are failures of the service: a list of statuses and of classes such as '5xx', or a function that
 * is told the status and says so, or names the failure.
 */
export type StatusJudge =
  | readonly (number | `${1 | 2 | 3 | 4 | 5}xx`)[]
  | ((status: number) => boolean | ServiceFailure);

/**
 * What fails unless you say otherwise: the service is ill (5xx), gave up waiting (408), or asks to be left alone
 * (429). Any other 4xx is the caller's mistake, and the service at work.
 */
export const FAILING_STATUSES: StatusJudge = ['5xx', 408, 429];

/** Statuses that tell more than that there was an error. */
const KINDS: Readonly<Record<number, ServiceFailure>> = {
  408: 'timeout',
  429: 'refused',
  503: 'refused',
  504: 'timeout',
};

/** The failure that a status stands for, or undefined where it is none. */
export function failureIn(status: number, judge: StatusJudge): ServiceFailure | undefined {
  const shown = KINDS[status] ?? 'error';
  if (typeof judge !== 'function') {
    const fails = judge.includes(status) || judge.includes(classOf(status));
    return fails ? shown : undefined;
  }
  const answer = judge(status);
  if (answer === false) return undefined;
  return answer === true ? shown : answer;
}

function classOf(status: number): '5xx' {
  return `${Math.floor(status / 100)}xx` as '5xx';
}

/**
 * The service answered with a status that counts as a failure. Guards see it; who called is handed the answer
 * itself, as ever.
 */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  readonly status: number;
  readonly failure: ServiceFailure;
  /** How long the service asks to be left alone, in ms; 0: it does not say. */
  readonly retryAfterMs: number;

  constructor(status: number, failure: ServiceFailure, retryAfterMs: number) {
    super(`The service answered ${status}`);
    this.status = status;
    this.failure = failure;
    this.retryAfterMs = retryAfterMs;
  }
}
