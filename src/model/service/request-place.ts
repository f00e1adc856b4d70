import { HAPPENING } from '../books/happening.ts';
import { OUTCOME } from '../outcome.ts';

/** Where a request is. */
export const PLACE = {
  none: 0,
  onTheWay: 1,
  queued: 2,
  working: 3,
  calling: 4,
  onTheWayBack: 5,
  hung: 6,
} as const;

export type Place = (typeof PLACE)[keyof typeof PLACE];

/** What is told of an order at the service where orders arrive. */
export const AT_THE_DOOR = {
  queued: HAPPENING.waitsForWorker,
  full: HAPPENING.foundNoRoom,
  began: HAPPENING.taken,
  /** The outcome of what is turned away. */
  refusal: OUTCOME.rejected,
} as const;

/** What is told of a request at a service that others call. */
export const FURTHER_IN = {
  queued: HAPPENING.queued,
  full: HAPPENING.refused,
  began: HAPPENING.began,
  refusal: OUTCOME.refused,
} as const;
