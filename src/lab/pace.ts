import { expectedOrders } from '../scenario/describe-traffic.ts';
import type { Scenario } from '../scenario/schema.ts';

/** Orders a ms, where nothing is known yet. */
const USUAL = 500;

/** How fast arms run on this machine. */
export class Pace {
  private readonly ordersPerMs = new Map<string, number>();

  /** An arm took so many ms for so many orders. */
  learn(arm: string, orders: number, ms: number): void {
    // Less than a slice of the engine tells nothing.
    if (ms > 0) this.ordersPerMs.set(arm, orders / ms);
  }

  /** In how many ms all arms of a scenario are likely to be run where so many can run at a time. */
  expect({ traffic, duration }: Scenario, arms: readonly string[], atATime: number): number {
    const orders = expectedOrders(traffic, duration);
    const all = arms.map((arm) => orders / (this.ordersPerMs.get(arm) ?? USUAL));
    return Math.max(...all, all.reduce((sum, ms) => sum + ms, 0) / atATime);
  }
}
