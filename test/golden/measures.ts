import type { ArmResult, Result } from '../../src/experiment/result.ts';
import { ARM, type ArmName } from '../../src/scenario/arm-names.ts';

/** What claims measure in a run; times in ms. */

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;

export const without = (run: Result): ArmResult => armOf(run, ARM.without);
export const with_ = (run: Result): ArmResult => armOf(run, ARM.with);
export const opens = (run: Result): number => with_(run).totals.breaker!.opens;
export const paidShare = ({ totals: { orders } }: ArmResult): number =>
  orders.paid / orders.arrived;
export const difference = (run: Result): number => run.comparison!.difference.paidOrders;
export const wins = (arm: ArmName | null) => (run: Result) => run.comparison!.winner === arm;

/** Paid orders in the ticks from `fromMs` to `untilMs`. */
export function paidBetween({ ticks }: ArmResult, fromMs: number, untilMs: number): number {
  return ticks!
    .filter(({ startMs }) => fromMs <= startMs && startMs < untilMs)
    .reduce((sum, { orders }) => sum + orders.paid, 0);
}

/** Null: never within the run. */
export function recoveredAt(run: Result, arm: ArmName): number | null {
  return run.comparison!.recovery.find((one) => one.arm === arm)!.recoveredAtMs;
}

export function isWellBy(run: Result, arm: ArmName, instant: number): boolean {
  return (recoveredAt(run, arm) ?? Number.POSITIVE_INFINITY) <= instant;
}

export function armOf(run: Result, arm: ArmName): ArmResult {
  return run.arms.find(({ name }) => name === arm)!;
}

/** At the end of each tick. */
export function statesOf({ ticks }: ArmResult): string {
  return ticks!.map(({ state }) => state).join(' ');
}

export const written = (run: Result): ArmResult => armOf(run, ARM.asWritten);

/** Calls of the arm with breaker that failed from `fromMs` to `untilMs`. */
export function failedBetween({ ticks }: ArmResult, fromMs: number, untilMs: number): number {
  return ticks!
    .filter(({ startMs }) => fromMs <= startMs && startMs < untilMs)
    .reduce((sum, { calls }) => sum + calls.failed, 0);
}
