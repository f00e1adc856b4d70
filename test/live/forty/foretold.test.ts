import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { paidBetween, SECOND } from '../../golden/measures.ts';
import { simulated } from '../on-real-services.ts';

/** What `forty.test.ts` finds of real processes and a real Redis the simulator tells of a fleet as large. */
it('forty instances whose store fails in the midst of the trouble, simulated', () => {
  const arm = simulated(readFileSync('scenarios/store-down.yaml', 'utf8'));
  const opened = arm.transitions.filter(({ from }) => from === 'closed');
  // It opens once for all, probes are of one at a time: each failed one opens it again.
  expect(opened).toHaveLength(1);
  expect(opened[0]!.reason).toBe('5 consecutive failures');
  const known = arm.transitions.filter(({ atMs }) => atMs < 70 * SECOND).map(({ to }) => to);
  expect(known.join(' ')).toBe('open half-open open');
  // Without the store, all find by themselves that the gateway is well: it is away until 190 s.
  expect(paidBetween(arm, 130 * SECOND, 180 * SECOND)).toBeGreaterThan(3_900);
  // The store is back: no circuit is stuck, no order is without its end.
  expect(arm.transitions.at(-1)).toMatchObject({ to: 'closed' });
  const lost = arm
    .ticks!.filter(({ startMs }) => startMs >= 130 * SECOND)
    .map(({ orders }) => orders.blocked + orders.failed);
  expect(new Set(lost)).toEqual(new Set([0]));
  const { orders } = arm.totals;
  expect(orders.arrived).toBe(orders.paid + orders.failed + orders.blocked + orders.pending);
});
