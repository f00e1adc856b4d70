import type { BreakerStateName } from '../../resilience/breaker/state.ts';
import type { LimitName } from '../books/link-book.ts';
import type { Outcome } from '../outcome.ts';

/** One of the requests at a service. */
interface OfRequest {
  /** The service's place in the graph, and which of its instances. */
  readonly service: number;
  readonly instance: number;
  /** The number of its order, from 0. */
  readonly order: number;
  /** The name of the request: no other at any service is called so. */
  readonly request: string;
}

interface OfLink {
  /** The link's place among all, as `linksOf` has them, and which instance of the service where it begins. */
  readonly link: number;
  readonly instance: number;
}

interface OfOrder extends OfLink {
  readonly order: number;
}

interface OfCall extends OfOrder {
  /** The name of the request that is made by it. */
  readonly request: string;
}

/** A circuit of a breaker. */
interface OfCircuit {
  /** Which of the breakers of its pipeline, the outermost first. */
  readonly breaker: number;
  /** Which of the circuits that the instance has there: before what. */
  readonly column: number;
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
  | ({ readonly what: 'called' } & OfCall)
  | ({ readonly what: 'callEnded'; readonly outcome: Outcome } & OfCall)
  | ({ readonly what: 'blocked' } & OfOrder & OfCircuit)
  | ({ readonly what: 'turnedAway'; readonly by: LimitName } & OfOrder)
  /** Something stood in for a call that the order could do without. */
  | { readonly what: 'degraded'; readonly order: number }
  | { readonly what: 'deferred'; readonly order: number }
  | { readonly what: 'settled'; readonly order: number; readonly outcome: Outcome }
  | ({
      readonly what: 'changed';
      readonly from: BreakerStateName;
      readonly to: BreakerStateName;
      readonly reason: string;
    } & OfLink &
      OfCircuit)
  /** A service leaves an instance of another alone, or uses it again. Both by their places in the graph. */
  | {
      readonly what: 'ejected' | 'takenBack';
      readonly from: number;
      readonly to: number;
    }
  /** The process of an instance ended: with it all that it had in hand. */
  | { readonly what: 'crashed'; readonly service: number; readonly instance: number };

/** What was seen of a run on real services, and when: in ms since its start. */
export type Observation = Fact & { readonly atMs: number };

/** What somebody sees, to be stamped with the time. */
export type Seen = Fact;
