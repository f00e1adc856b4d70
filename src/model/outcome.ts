/** How an order or a call can end, as codes for typed arrays. */
export const OUTCOME = {
  successful: 0,
  declined: 1,
  failed: 2,
  timedOut: 3,
  blocked: 4,
  rejected: 5,
  /** Accepted, to be paid later. */
  deferred: 6,
  /** Answered by something that is not the service: never a success. */
  substituted: 7,
} as const;

export type Outcome = (typeof OUTCOME)[keyof typeof OUTCOME];

export const OUTCOMES = Object.keys(OUTCOME).length;
