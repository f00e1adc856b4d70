import type { Task } from './guard.ts';
import { type IsFailure, type Verdict, verdictOn } from './verdict.ts';

/** How a call ended. `own`: by the guard itself, so that it counts as nothing else. */
export interface End {
  readonly value: unknown;
  readonly threw: boolean;
  readonly verdict: Verdict | 'own';
}

/**
 * Runs a task and judges how it ended; never rejects. Once its `caller` has gone, a failure is the caller's
 * doing and is ignored.
 */
export async function endOf(
  task: Task<unknown>,
  isFailure: IsFailure | undefined,
  signal: AbortSignal,
  caller: AbortSignal = signal,
): Promise<End> {
  try {
    const value = await task(signal);
    return { value, threw: false, verdict: verdictOn(isFailure, value, false) };
  } catch (error) {
    const verdict = caller.aborted ? 'ignored' : verdictOn(isFailure, error, true);
    return { value: error, threw: true, verdict };
  }
}
