import { OUTCOME, type Outcome } from '../model/outcome.ts';
import { DeclinedError } from '../resilience/declined-error.ts';
import type { Failure } from '../resilience/failure.ts';
import { failureOf } from '../resilience/verdict.ts';

/** How an order or a call can end, by name. */
export type OutcomeName = keyof typeof OUTCOME;

const NAMES = Object.keys(OUTCOME) as OutcomeName[];

/** The HTTP status that tells of an outcome. */
export const STATUS: Readonly<Record<OutcomeName, number>> = {
  successful: 200,
  declined: 402,
  failed: 500,
  refused: 503,
  timedOut: 504,
  blocked: 503,
  rejected: 429,
  deferred: 202,
  substituted: 203,
};

export const nameOf = (outcome: Outcome): OutcomeName => NAMES[outcome]!;

/** What a service answers. */
export interface Answer {
  readonly outcome: Outcome;
  /** The calls of the order so far, as far as it knows, by the place of the service called. */
  readonly calls: readonly number[];
}

/** What an answer tells; what is no answer of ours is a failure. */
export function answerOf(body: unknown): Answer {
  const { outcome, calls } = (body ?? {}) as { outcome?: unknown; calls?: unknown };
  return { outcome: outcomeOf(outcome), calls: isCounts(calls) ? calls : [] };
}

/** How often the services were called, by their places. */
export function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0);
}

function outcomeOf(name: unknown): Outcome {
  return typeof name === 'string' && NAMES.includes(name as OutcomeName)
    ? OUTCOME[name as OutcomeName]
    : OUTCOME.failed;
}

const OF_FAILURE: Readonly<Record<Failure, Outcome>> = {
  declined: OUTCOME.declined,
  error: OUTCOME.failed,
  refused: OUTCOME.refused,
  timeout: OUTCOME.timedOut,
  blocked: OUTCOME.blocked,
  rejected: OUTCOME.rejected,
};

/** How a call ended that ended with this error, as the library tells errors apart. */
export const outcomeOfError = (error: unknown): Outcome => OF_FAILURE[failureOf(error)];

/** A service answered that it failed. */
class ServiceError extends Error {
  /** As Node has it of a service that is not there: it turned the call away. */
  readonly code: string | undefined;

  constructor(service: string, outcome: OutcomeName) {
    super(`${service} answered: ${outcome}`);
    this.name =
      { blocked: 'CircuitOpenError', rejected: 'RejectedError' }[outcome as string] ??
      'ServiceError';
    if (outcome === 'timedOut') this.name = 'TimeoutError';
    this.code = outcome === 'refused' ? 'ECONNREFUSED' : undefined;
  }
}

/** What a call throws that was answered with this outcome; undefined where it was answered well. */
export function errorOf(service: string, outcome: Outcome): Error | undefined {
  const name = nameOf(outcome);
  switch (name) {
    case 'successful':
    case 'substituted':
    case 'deferred':
      return undefined;
    case 'declined':
      return new DeclinedError(`${service} declined`);
    default:
      return new ServiceError(service, name);
  }
}
