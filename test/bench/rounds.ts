import { ArmRun } from '../../src/experiment/arm-run.ts';
import type { ArmPlan } from '../../src/experiment/arms.ts';
import { loadScenario } from '../../src/scenario/load.ts';
import type { Scenario } from '../../src/scenario/schema.ts';

export const ROUNDS = 5;
export const ORDERS = Number(process.env.BENCH_ORDERS ?? 1_000_000);

export interface Measured {
  readonly orders: number;
  readonly events: number;
  readonly seconds: number;
}

export function timed(run: () => { orders: number; events: number }): Measured {
  const start = process.hrtime.bigint();
  const counts = run();
  return { ...counts, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
}

const NOBODY = { ended: () => {}, settled: () => {} };

export function runArm(scenario: Scenario, plan: ArmPlan): { orders: number; events: number } {
  const arm = new ArmRun(scenario, plan, { ticks: true }, {}, NOBODY);
  let events = 0;
  for (let end = 0; end < scenario.duration; ) {
    end = Math.min(scenario.duration, end + scenario.tick);
    events += arm.advance(end, Number.POSITIVE_INFINITY);
    arm.closeTick();
  }
  return { orders: arm.finish().totals.orders.arrived, events };
}

export const best = (rounds: readonly Measured[]): Measured =>
  rounds.reduce((a, b) => (b.seconds / b.orders < a.seconds / a.orders ? b : a));

const millions = (value: number): string => `${(value / 1e6).toFixed(2)} M`;

export function line(name: string, { orders, events, seconds }: Measured): void {
  const perOrder = ((seconds / orders) * 1e9).toFixed(0);
  console.log(
    `${name.padEnd(44)} ${millions(orders / seconds).padStart(8)} orders/s ${millions(events / seconds).padStart(8)} events/s ${perOrder.padStart(6)} ns/order`,
  );
}

export const load = (name: string, text: string): Scenario =>
  loadScenario({ name, text }, [], () => {
    throw new Error('the bench reads no files');
  });
