import type { Conditions } from '../../model/service/conditions.ts';
import type { OrderInHand } from './order-in-hand.ts';

/** A request as it came. */
export interface Request {
  /** No other is called so. */
  readonly request: string;
  /** The number of its order, and which call of it; 0 is the order itself. */
  readonly order: number;
  readonly call: number;
  readonly amountCents: number;
  /** The region that it comes from, where it says so. */
  readonly from: string | undefined;
  /** The calls of its order so far, as far as its caller knows, by the place of the service called. */
  readonly calls: readonly number[];
  /** Its calls go round the breakers: what would be without them. */
  readonly withoutBreaker: boolean;
}

/** A request that is being served. */
export interface Serving {
  readonly request: Request;
  readonly order: OrderInHand;
  readonly conditions: Conditions;
  /** Aborts where its caller goes, and that ends the work. */
  readonly stops: AbortSignal | undefined;
  /** Aborts where its caller goes. */
  readonly gone: AbortSignal;
}
