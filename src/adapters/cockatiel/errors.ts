/** cockatiel's errors, by its classes, marks and words: callers tell them apart by these. */

const BROKEN = 'Execution prevented because the circuit breaker is open';

/** The circuit is open. */
export class BrokenCircuitError extends Error {
  readonly isBrokenCircuitError = true;

  constructor(message = BROKEN) {
    super(message);
  }
}

/** Somebody holds the circuit open. */
export class IsolatedCircuitError extends BrokenCircuitError {
  readonly isIsolatedCircuitError = true;
}

/** Why a circuit is open that was so from the start, by its `initialState`. */
export class HydratingCircuitError extends Error {
  readonly isHydratingCircuitError = true;

  constructor(message = BROKEN) {
    super(message);
  }
}

/** No place was free, and none to wait. */
export class BulkheadRejectedError extends Error {
  readonly isBulkheadRejectedError = true;

  constructor(executionSlots: number, queueSlots: number) {
    super(
      `Bulkhead capacity exceeded (0/${executionSlots} execution slots, 0/${queueSlots} available)`,
    );
  }
}

/** The time is over, or the caller went away. */
export class TaskCancelledError extends Error {
  readonly isTaskCancelledError = true;

  constructor(message = 'Operation cancelled') {
    super(message);
  }
}

export const isBrokenCircuitError = marked(BrokenCircuitError, 'isBrokenCircuitError');
export const isIsolatedCircuitError = marked(IsolatedCircuitError, 'isIsolatedCircuitError');
export const isHydratingCircuitError = marked(HydratingCircuitError, 'isHydratingCircuitError');
export const isBulkheadRejectedError = marked(BulkheadRejectedError, 'isBulkheadRejectedError');
export const isTaskCancelledError = marked(TaskCancelledError, 'isTaskCancelledError');

/** By the mark and not by the class, so that two copies of a module agree. */
function marked<Marked extends Error>(
  _type: new (...args: never[]) => Marked,
  mark: keyof Marked & string,
) {
  return (error: unknown): error is Marked => error instanceof Error && mark in error;
}
