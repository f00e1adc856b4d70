/** How an order or a call can end, as codes for typed arrays. */
export const OUTCOME = {
  successful: 0,
  declined: 1,
  /** The service answered with an error. */
  failed: 2,
  /** The service turned the call away without looking at it; for orders and in the books, one that failed. */
  refused: 3,
  timedOut: 4,
  blocked: 5,
  rejected: 6,
  /** Accepted, to be paid later. */
  deferred: 7,
  /** Answered by something that is not the service: never a success. */
  substituted: 8,
} as const;

export type Outcome = (typeof OUTCOME)[keyof typeof OUTCOME];

export const OUTCOMES = Object.keys(OUTCOME).length;

/** Whether an order that ends so is lost: neither paid nor declined, and nothing stands in for it. */
export function isLost(outcome: Outcome): boolean {
  return outcome >= OUTCOME.failed && outcome <= OUTCOME.rejected;
}

/** All that failed, of counts by outcome. */
export function failedOf(counts: Float64Array): number {
  return counts[OUTCOME.failed]! + counts[OUTCOME.refused]! + counts[OUTCOME.timedOut]!;
}
