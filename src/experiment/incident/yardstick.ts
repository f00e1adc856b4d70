import { expectedOrders } from '../../scenario/describe-traffic.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { paymentsIn } from './normal.ts';
import { type Trouble, troublesOf } from './trouble.ts';

/** What the incidents of every arm are judged by. */
export interface Yardstick {
  /** In order of time; at least one. */
  readonly troubles: readonly Trouble[];
  /** Payments that a window normally brings. */
  readonly payments: number;
  /** The share of orders that is taken for normal where too few came before the first trouble. */
  readonly assumedShare: number;
}

/** Null where the scenario has no trouble. */
export function yardstickOf(scenario: Scenario): Yardstick | null {
  const { traffic, duration, paymentService } = scenario;
  const troubles = troublesOf(scenario, duration);
  if (troubles.length === 0) return null;
  const payments = paymentsIn(expectedOrders(traffic, duration));
  // Of single calls: what retries make of it is more.
  const assumedShare = (1 - paymentService.declineRate) * (1 - paymentService.failureRate);
  return { troubles, payments, assumedShare };
}
