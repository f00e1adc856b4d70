import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import type { LimitName } from '../books/link-book.ts';
import type { Outcome } from '../outcome.ts';

/** One of the requests at a service: the number of its order, from 0, and which call of it; 0 is the order. */
interface OfRequest {
  /** The service's place in the graph. */
  readonly service: number;
  readonly order: number;
  readonly call: number;
}

interface OfCall {
  /** The link's place among all, as `linksOf` has them. */
  readonly link: number;
  readonly order: number;
}

type Fact =
  | { readonly what: 'arrived'; readonly order: number; readonly amountCents: number }
  | { readonly what: 'ended'; readonly order: number; readonly outcome: Outcome }
  /** The last order of a closed loop has ended. */
  | { readonly what: 'over' }
  /** `left`: it gives its place back. `stopped`: it ends without an answer. */
  | ({ readonly what: 'received' | 'queued' | 'began' | 'left' | 'stopped' } & OfRequest)
  | ({ readonly what: 'answered'; readonly outcome: Outcome } & OfRequest)
  /** It was answered that there is no room, or an outage refuses. */
  | ({ readonly what: 'refused' } & OfRequest)
  | ({ readonly what: 'charged' } & OfRequest)
  | ({ readonly what: 'called'; readonly call: number } & OfCall)
  | ({ readonly what: 'callEnded'; readonly call: number; readonly outcome: Outcome } & OfCall)
  | ({ readonly what: 'blocked'; readonly breaker: number } & OfCall)
  | ({ readonly what: 'turnedAway'; readonly by: LimitName } & OfCall)
  /** Something stood in for a call that the order could do without. */
  | { readonly what: 'degraded'; readonly order: number }
  | { readonly what: 'deferred'; readonly order: number }
  | { readonly what: 'settled'; readonly order: number; readonly outcome: Outcome }
  | {
      readonly what: 'changed';
      readonly link: number;
      /** Which of the breakers of its pipeline, the outermost first. */
      readonly breaker: number;
      readonly from: BreakerStateName;
      readonly to: BreakerStateName;
      readonly reason: string;
    }
  /** The process of the service ended: with it all that it had in hand. */
  | { readonly what: 'crashed'; readonly service: number };

/** What was seen of a run on real services, and when: in ms since its start. */
export type Observation = Fact & { readonly atMs: number };

/** What somebody sees, to be stamped with the time. */
export type Seen = Fact;
