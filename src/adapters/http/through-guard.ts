import { harmless } from '../../resilience/announcer.ts';
import type { Guard } from '../../resilience/guard.ts';
import { systemClock } from '../../resilience/system-clock.ts';
import { DEADLINE_HEADER, type Deadline } from './deadline.ts';
import { retryAfterMsOf } from './retry-after.ts';
import { FAILING_STATUSES, failureIn, HttpStatusError, type StatusJudge } from './status.ts';

/** How answers are judged, and what calls carry. */
export interface CallTerms {
  /** Which answers are failures; left out: 5xx, 408 and 429. */
  readonly failures?: StatusJudge;
  /** The header that tells the service what is left of a call's deadline; left out: Envoy's. */
  readonly deadlineHeader?: string;
  /** What the wall clock shows, in ms since 1970; for a `Retry-After` that is a date. */
  readonly epochMs?: () => number;
}

export interface DecodedTerms {
  readonly failures: StatusJudge;
  readonly deadlineHeader: string;
  readonly epochMs: () => number;
}

export function decodeTerms({
  failures = FAILING_STATUSES,
  deadlineHeader = DEADLINE_HEADER,
  epochMs = () => systemClock.epochMs(),
}: CallTerms): DecodedTerms {
  return { failures, deadlineHeader, epochMs };
}

/** What the two kinds of clients differ in. */
export interface Anatomy<Answer> {
  readonly status: (answer: Answer) => number;
  readonly header: (answer: Answer, name: string) => string | null | undefined;
  /** Lets go of an answer that nobody will read, so that its connection is free. */
  readonly drop: (answer: Answer) => unknown;
}

/** A failing answer on its way through the guard, as an error. */
class FailingAnswer<Answer> extends HttpStatusError {
  readonly answer: Answer;

  constructor(answer: Answer, ...rest: ConstructorParameters<typeof HttpStatusError>) {
    super(...rest);
    this.answer = answer;
  }
}

/**
 * Makes a call through the guard, which sees a failing status as an error; who called is handed the answer. Of
 * several tries only the last answer is kept.
 */
export async function throughGuard<Answer>(
  guard: Guard,
  { failures, epochMs }: DecodedTerms,
  { status, header, drop }: Anatomy<Answer>,
  signal: AbortSignal | undefined,
  send: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  let failing: FailingAnswer<Answer> | undefined;
  const dropFailing = (): void => {
    const { answer } = failing ?? {};
    if (answer !== undefined) harmless(() => drop(answer));
    failing = undefined;
  };
  const task = async (inner: AbortSignal): Promise<Answer> => {
    dropFailing();
    const answer = await send(inner);
    const failure = failureIn(status(answer), failures);
    if (failure === undefined) return answer;
    const retryAfterMs = retryAfterMsOf(
      header(answer, 'retry-after'),
      header(answer, 'date'),
      epochMs(),
    );
    failing = new FailingAnswer(answer, status(answer), failure, retryAfterMs);
    throw failing;
  };
  try {
    const answer = await guard.execute(task, signal === undefined ? {} : { signal });
    // A fallback may have stood in for it.
    dropFailing();
    return answer;
  } catch (error) {
    if (error instanceof FailingAnswer) return error.answer as Answer;
    dropFailing();
    throw error;
  }
}

/** The signal that aborts with the first of those that there are. */
export function firstOf(
  signal: AbortSignal | null | undefined,
  deadline: Deadline | undefined,
): AbortSignal | undefined {
  const given = signal ?? undefined;
  if (deadline === undefined) return given;
  return given === undefined ? deadline.signal : AbortSignal.any([given, deadline.signal]);
}
