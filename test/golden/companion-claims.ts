import { ARM } from '../../src/scenario/arm-names.ts';
import type { Claim } from './claim.ts';
import {
  difference,
  failedBetween,
  opens,
  paidBetween,
  paidShare,
  SECOND,
  wins,
  with_,
  without,
  written,
} from './measures.ts';

/** What the stories of the breaker's companions claim. */
export const COMPANION_CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  'fallback-queue': [
    {
      says: 'without the breaker thousands are turned away, with it not one',
      holds: (run) =>
        without(run).totals.orders.rejected > 2_000 && with_(run).totals.orders.rejected === 0,
    },
    {
      says: 'nearly all of them are paid in the end, within about three minutes',
      holds: ({ arms }) =>
        arms.every(({ totals: { orders, deferred } }) => {
          const { paid, waitMs } = deferred!;
          return paid / orders.deferred > 0.99 && waitMs!.max < 200 * SECOND;
        }),
    },
    {
      says: 'a queue that drains too fast keeps the gateway down',
      given: ['orderService.pipeline.fallback.drain=400/s'],
      holds: ({ arms, comparison }) =>
        comparison!.recovery.every(
          ({ recoveredAtMs }) => recoveredAtMs === null || recoveredAtMs > 350 * SECOND,
        ) && arms.every((arm) => paidShare(arm) < 0.4),
    },
  ],
  'retry-budget': [
    { says: '95 orders in 100 are paid', holds: (run) => paidShare(written(run)) > 0.95 },
    {
      says: 'the storm is back without a budget worth the name',
      given: ['orderService.pipeline.retry.budget.share=100%'],
      holds: (run) => paidShare(written(run)) < 0.5,
      seeds: { atLeast: 4, atMost: 9 },
    },
  ],
  bulkhead: [
    {
      says: 'a few hundred are turned away, hardly any call times out',
      holds: (run) => {
        const { orders, calls } = written(run).totals;
        return orders.rejected > 100 && orders.rejected < 400 && calls.timedOut < 10;
      },
    },
    { says: 'nineteen orders in twenty are paid', holds: (run) => paidShare(written(run)) > 0.95 },
    {
      says: 'nine in ten are lost behind an open door',
      given: ['orderService.pipeline.bulkhead.calls=1000'],
      holds: (run) => paidShare(written(run)) < 0.15,
    },
  ],
  'backup-gateway': [
    {
      says: 'orders are rejected at the door without it, hardly with it',
      holds: (run) =>
        without(run).totals.orders.rejected > 3_000 && with_(run).totals.orders.rejected < 150,
    },
    {
      says: 'with it the second gateway is the limit',
      holds: (run) =>
        with_(run).totals.backup!.refused > 1_500 && without(run).totals.backup!.refused < 50,
    },
    { says: 'it pays more', holds: wins(ARM.with) },
  ],
  'retry-order': [
    {
      says: 'nine in ten orders of the bad minute are lost',
      holds: (run) => paidBetween(with_(run), 60 * SECOND, 120 * SECOND) < 600,
    },
    {
      says: 'which the retries would have saved',
      holds: (run) => paidBetween(without(run), 60 * SECOND, 120 * SECOND) > 4_200,
    },
  ],
  'retry-order-inside': [
    {
      says: 'four in five of the bad minute are paid, and it stays closed',
      holds: (run) =>
        paidBetween(with_(run), 60 * SECOND, 120 * SECOND) > 4_200 &&
        with_(run).transitions.every(({ atMs }) => atMs > 180 * SECOND),
    },
    {
      says: 'it takes calls and waits to see the outage: more than the 300 that are seen outside',
      holds: (run) => failedBetween(with_(run), 180 * SECOND, 185 * SECOND) > 400,
    },
  ],
  'throttling-vs-breaker': [
    { says: 'the throttle pays more', holds: wins(ARM.without) },
    {
      says: 'nearly every payment that was possible',
      holds: (run) => paidShare(without(run)) > 0.68,
    },
    {
      says: 'more customers see an error',
      holds: (run) => without(run).totals.orders.failed > 4 * with_(run).totals.orders.failed,
    },
    {
      says: 'the tables turn where the gateway is all down',
      given: ['paymentService.script[0].capacity=0'],
      holds: wins(ARM.with),
    },
  ],
  'gradual-recovery': [
    {
      says: 'half the openings',
      holds: (run) => opens(run) <= 7,
    },
    {
      says: 'probes alone open again and again, and let through what is charged in vain',
      given: ['orderService.pipeline.breaker.probe={ permits: 5, successes: 5 }'],
      holds: (run) => opens(run) >= 9 && with_(run).totals.charges.orphaned > 1_800,
    },
    {
      says: 'less than a third of the cards charged for an order that failed',
      holds: (run) => with_(run).totals.charges.orphaned < 700,
    },
    {
      says: 'in three runs of four a few more orders paid',
      holds: (run) => paidShare(with_(run)) > 0.78,
      seeds: { atLeast: 5, atMost: 9 },
    },
    {
      says: 'than with probes alone',
      given: ['orderService.pipeline.breaker.probe={ permits: 5, successes: 5 }'],
      holds: (run) => paidShare(with_(run)) < 0.78,
    },
  ],
  'slow-calls': [
    {
      says: 'customers wait nine seconds without it, less than two with it',
      holds: (run) =>
        without(run).totals.latencyMs!.p95 > 8.5 * SECOND &&
        with_(run).totals.latencyMs!.p95 < 2 * SECOND,
    },
    {
      says: 'one order in nine is rejected at the door',
      holds: (run) => {
        const { rejected, arrived } = without(run).totals.orders;
        return Math.abs(rejected / arrived - 1 / 9) < 0.02;
      },
    },
    {
      says: 'a breaker that counts failures never opens',
      given: ['orderService.pipeline.breaker.trip={ kind: failure-rate }'],
      holds: (run) => opens(run) === 0,
    },
    { says: 'its price is some orders', holds: wins(ARM.without) },
  ],
  'health-check': [
    {
      says: 'only those fail that were on their way',
      holds: (run) => opens(run) === 1 && Math.abs(with_(run).totals.orders.failed - 30) <= 12,
    },
    {
      says: 'with probes every seven seconds a customer more',
      given: ['orderService.pipeline.breaker.probe={ permits: 1, successes: 3 }'],
      holds: (run) => opens(run) > 15 && Math.abs(with_(run).totals.orders.failed - 46) <= 12,
    },
    { says: 'not one order more is paid', holds: (run) => difference(run) <= 0 },
  ],
};
