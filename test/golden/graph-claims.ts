import type { ArmResult, Result } from '../../src/experiment/result.ts';
import type { Claim } from './claim.ts';
import { armOf, paidBetween, paidShare, SECOND } from './measures.ts';

const rejected = (run: Result, arm: string): number => armOf(run, arm).totals.orders.rejected;
const failed = (run: Result, arm: string): number => armOf(run, arm).totals.orders.failed;
const paid = (run: Result, arm: string): number => paidShare(armOf(run, arm));
const received = (arm: ArmResult, service: string): number =>
  arm.services![service]!.requests.received;
const p99 = (run: Result, arm: string): number => armOf(run, arm).totals.latencyMs!.paid!.p99;
const lost = (run: Result, arm: string): number => {
  const { arrived, paid: served, pending } = armOf(run, arm).totals.orders;
  return arrived - served - pending;
};
const inTheTrouble = (run: Result, arm: string, from: number, until: number): number =>
  paidBetween(armOf(run, arm), from * SECOND, until * SECOND);

/** What the stories of the graphs of services claim. */
export const GRAPH_CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  cascade: [
    {
      says: 'with equal timeouts the shop turns away thousands, cards among them',
      holds: (run) =>
        rejected(run, 'equal timeouts') > 3_000 &&
        received(armOf(run, 'equal timeouts'), 'cards') <
          received(armOf(run, 'shrinking timeouts'), 'cards') - 2_000,
    },
    {
      says: 'nothing is wrong with the service for cards',
      holds: (run) =>
        run.arms.every(({ services }) => {
          const { requests, refused } = services!.cards!;
          return refused === 0 && requests.failed === 0;
        }),
    },
    {
      says: 'where timeouts shrink nobody is turned away',
      holds: (run) => rejected(run, 'shrinking timeouts') === 0,
    },
    {
      says: 'with a breaker less than a fifth as many',
      holds: (run) => rejected(run, 'breaker') < rejected(run, 'equal timeouts') / 5,
    },
  ],
  'two-providers': [
    {
      says: 'with Stripe alone a quarter of all orders is lost',
      holds: (run) => Math.abs(paid(run, 'one provider') - 0.75) < 0.02,
    },
    {
      says: 'two without a breaker turn away half of the minute at the door',
      holds: (run) => Math.abs(rejected(run, 'two without breaker') - 4_500) < 500,
    },
    {
      says: 'with a breaker each nearly all are paid',
      holds: (run) => paid(run, 'two with a breaker each') > 0.99,
    },
    {
      says: 'its price is the dearer fee',
      holds: (run) => {
        const { feesCents, charges } = armOf(run, 'two with a breaker each').services!.adyen!;
        const stripe = armOf(run, 'two with a breaker each').services!.stripe!;
        return feesCents / charges > stripe.feesCents / stripe.charges;
      },
    },
  ],
  'one-bad-instance': [
    {
      says: 'without a breaker three orders in ten of the two minutes are lost',
      holds: (run) => Math.abs(lost(run, 'none') / 12_000 - 0.3) < 0.03,
    },
    {
      says: 'a breaker before the service loses more',
      holds: (run) => lost(run, 'before the service') > 2 * lost(run, 'none'),
    },
    {
      says: 'a breaker before each instance, or outlier detection, loses next to nothing',
      holds: (run) =>
        ['before each instance', 'outlier detection'].every((arm) => lost(run, arm) < 150),
    },
  ],
  hedge: [
    {
      says: 'after 300 ms: a third off the slowest hundredth, for a tenth more requests',
      holds: (run) => {
        const share = p99(run, 'hedged after 300 ms') / p99(run, 'one call');
        return (
          share > 0.6 && share < 0.73 && Math.abs(more(run, 'hedged after 300 ms') - 0.1) < 0.02
        );
      },
    },
    {
      says: 'after 50 ms: more than half off, for eight in ten more',
      holds: (run) =>
        p99(run, 'hedged after 50 ms') < p99(run, 'one call') / 2 &&
        Math.abs(more(run, 'hedged after 50 ms') - 0.8) < 0.03,
    },
  ],
  'edge-offline': [
    {
      says: 'without a queue every order of the two minutes is lost',
      holds: (run) =>
        inTheTrouble(run, 'no queue', 70, 180) === 0 &&
        armOf(run, 'no queue').totals.deferred === null,
    },
    {
      says: 'without a breaker nearly two in three are turned away at the door',
      holds: (run) => Math.abs(rejected(run, 'queue without breaker') / 4_800 - 0.63) < 0.04,
    },
    {
      says: 'with it not one, and all that waited are paid',
      holds: (run) => {
        const { orders, deferred } = armOf(run, 'queue and breaker').totals;
        return orders.rejected === 0 && deferred!.paid / orders.deferred > 0.99;
      },
    },
  ],
  mesh: [
    {
      says: 'one in ten loses five orders for six without',
      holds: (run) => Math.abs(lost(run, 'one in ten') / lost(run, 'none') - 5 / 6) < 0.03,
    },
    { says: 'half pays nearly all', holds: (run) => paid(run, 'half') > 0.99 },
    {
      says: 'in a panic as much is lost as without',
      holds: (run) => Math.abs(lost(run, 'half with panic') / lost(run, 'none') - 1) < 0.03,
    },
  ],
  fleet: [
    {
      says: 'alone some six hundred wait in vain',
      holds: (run) => Math.abs(failed(run, 'alone') - 620) < 100,
    },
    {
      says: 'by the store hardly more than were under way: 80/s for the two seconds of the timeout',
      holds: (run) => failed(run, 'store') < 160 + 80,
    },
    {
      says: 'a handful of openings instead of hundreds',
      holds: (run) =>
        armOf(run, 'store').totals.breaker!.opens < 15 &&
        armOf(run, 'alone').totals.breaker!.opens > 250,
    },
    {
      says: 'gossip saves few',
      holds: (run) => failed(run, 'gossip') > 3 * (failed(run, 'alone') / 4),
    },
  ],
  'store-down': [
    {
      says: 'counted as open, nobody is served for a minute after the gateway is well',
      holds: (run) => inTheTrouble(run, 'counts as open', 120, 180) === 0,
    },
    {
      says: 'each for itself: as many are paid as where it counts as closed',
      holds: (run) => Math.abs(paid(run, 'each for itself') - paid(run, 'counts as closed')) < 0.02,
    },
    {
      says: 'and an eighth as many wait in vain',
      holds: (run) => {
        const share = failed(run, 'each for itself') / failed(run, 'counts as closed');
        return share > 0.09 && share < 0.17;
      },
    },
  ],
  'reads-and-writes': [
    {
      says: 'one circuit for both loses more orders than none at all',
      holds: (run) => lost(run, 'one circuit for both') > 2 * lost(run, 'none'),
    },
    {
      says: 'a circuit for each loses as many as there are writes, and no reads',
      holds: (run) => Math.abs(lost(run, 'a circuit for each class') / 12_000 - 0.3) < 0.03,
    },
    {
      says: 'its price is the one write in ten that would have gone through',
      holds: (run) => {
        const price = lost(run, 'a circuit for each class') - lost(run, 'none');
        return price > 200 && price < 600;
      },
    },
  ],
  'region-down': [
    {
      says: 'with room for both all but a few in a hundred are paid',
      holds: (run) => paid(run, 'room for both') > 0.95,
    },
    {
      says: 'with room for one as much is lost as without a breaker, or more',
      holds: (run) => paid(run, 'room for one') < paid(run, 'none') + 0.02,
    },
    {
      says: 'the ocean is 80 ms wide',
      holds: (run) => {
        const mean = (arm: string) =>
          armOf(run, arm)
            .ticks!.filter(({ startMs }) => startMs >= 90 * SECOND && startMs < 150 * SECOND)
            .reduce((sum, { latencyMs }) => sum + latencyMs!.paid!.mean, 0) / 6;
        return Math.abs(mean('room for both') - mean('none') - 40) < 10;
      },
    },
  ],
};

/** Requests over those that orders need. */
function more(run: Result, arm: string): number {
  const { second, checkout } = armOf(run, arm).services!;
  return second!.requests.received / checkout!.requests.received;
}
