import { describe, expect, it } from 'vitest';
import type { ArmResult } from '../../../src/experiment/result.ts';
import { runsOf } from './published.ts';

/**
 * Yandex, "Good retry, bad retry" (2022), with the numbers of `jirfag/simulations`: what its figures show, on each
 * of three seeds. Its round trip is exponential, ours two exponential ways; its outage lasts from 0.5 s to 1 s.
 */

const SEEDS = 3;
const AMPLE = 'services.server.capacity=110';
const SHORT = 'duration=1500ms';

const paidShare = ({ totals: { orders } }: ArmResult) => orders.paid / orders.arrived;

/** Calls an order in the 100 ms after so many. */
function callsAnOrder({ ticks }: ArmResult, afterMs: number): number {
  const { calls, orders } = ticks![afterMs / 100]!;
  return calls.started / orders.arrived;
}

describe('half a second of trouble', { timeout: 60_000 }, () => {
  it('in which a fifth fails: a breaker of 10 % blocks most of what would have gone well', () => {
    const partial = [AMPLE, SHORT, 'services.server.script[0].failureRate=20%'];
    const runs = runsOf('good-retry.yaml', SEEDS, partial);
    const lost = (arm: string) => runs.get(arm)!.map((one) => 1 - paidShare(one));
    expect(Math.max(...lost('none'))).toBeLessThan(0.09);
    expect(Math.min(...lost('breaker'))).toBeGreaterThan(0.25);
  });

  it('with little to spare: three tries never let the server recover, once it has fallen', () => {
    const little = runsOf('good-retry.yaml', SEEDS).get('tries')!;
    const ample = runsOf('good-retry.yaml', SEEDS, [AMPLE]).get('tries')!;
    const paidAtLast = ({ ticks }: ArmResult) => ticks!.at(-1)!.orders.paid;
    expect(little.map(paidAtLast)).toEqual(little.map(() => 0));
    expect(Math.min(...ample.map(paidAtLast))).toBeGreaterThan(400);
  });

  it('a budget that all share hardly adds to the load; 25 private ones do at first', () => {
    const budgets = (clients: number) =>
      runsOf('good-retry.yaml', SEEDS, [AMPLE, SHORT, `services.clients.instances=${clients}`]).get(
        'budget',
      )!;
    const [shared, own] = [budgets(1), budgets(25)];
    expect(Math.max(...shared.map((arm) => callsAnOrder(arm, 600)))).toBeLessThan(1.2);
    expect(Math.min(...own.map((arm) => callsAnOrder(arm, 600)))).toBeGreaterThan(1.5);
    expect(Math.max(...own.map((arm) => callsAnOrder(arm, 900)))).toBeLessThan(1.2);
  });
});
