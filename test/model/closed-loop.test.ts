import { describe, expect, it } from 'vitest';
import { scenarioOf, type Written } from './scenarios.ts';
import { follow, written } from './timeline.ts';

const closed = (traffic: Written, paymentService: Written, more: Written = {}) =>
  follow(
    scenarioOf({
      duration: '1h',
      traffic: { arrivals: 'closed', ...traffic },
      paymentService,
      ...more,
    }),
  );

describe('a closed loop', () => {
  it('each client orders again when its order has ended; the run ends with the last order', () => {
    const { timeline, world } = closed(
      { clients: 2, orders: 5 },
      { latency: '100ms', capacity: 1 },
    );
    expect(timeline).toBe(
      written(`at 100 order 1 call 1 successful
               at 100 order 1 paid
               at 200 order 2 call 1 successful
               at 200 order 2 paid
               at 300 order 3 call 1 successful
               at 300 order 3 paid
               at 400 order 4 call 1 successful
               at 400 order 4 paid
               at 500 order 5 call 1 successful
               at 500 order 5 paid`),
    );
    expect([world.agenda.isHalted, world.agenda.now]).toEqual([true, 500]);
  });

  it('its clients think between orders, not before their first', () => {
    const { timeline } = closed({ clients: 1, orders: 3, think: '1s' }, { latency: '100ms' });
    expect(timeline.match(/^at \d+ order \d+ paid$/gm)).toEqual([
      'at 100 order 1 paid',
      'at 1200 order 2 paid',
      'at 2300 order 3 paid',
    ]);
  });

  it('does not begin more orders than there are, whatever the number of clients', () => {
    const { world } = closed({ clients: 50, orders: 7 }, { latency: '100ms' });
    expect([world.ledger.ordersArrived, world.ledger.ordersEnded]).toEqual([7, 7]);
    expect(world.agenda.now).toBe(100);
  });

  it('goes on to the end of the run where no number of orders is given', () => {
    const { world } = closed({ clients: 3 }, { latency: '100ms' }, { duration: '10s' });
    // The run ends before its last instant: what would end at 10 s is pending.
    expect(world.ledger.ordersEnded).toBe(3 * 99);
    expect([world.agenda.isHalted, world.agenda.now]).toEqual([false, 10_000]);
  });

  it('an open circuit burns through the orders in an instant', () => {
    const trip = { kind: 'consecutive-failures', failures: 3 };
    const breaker = { trip, open: { kind: 'fixed', duration: '30s' } };
    const { world } = closed(
      { clients: 4, orders: 100 },
      { latency: '2s', failureRate: 1 },
      { orderService: { pipeline: [{ breaker }] } },
    );
    expect(world.agenda.now).toBe(2000);
    expect([...world.ledger.orders]).toEqual([0, 0, 4, 0, 0, 96, 0, 0, 0]);
  });

  it('obeys the interactive response time law: clients = throughput × (response + thinking)', () => {
    const CLIENTS = 20;
    const { world } = closed(
      { clients: CLIENTS, think: { distribution: 'exponential', mean: '1s' } },
      { latency: { distribution: 'exponential', mean: '300ms' }, capacity: 4 },
      { duration: '2h' },
    );
    const { ledger, agenda } = world;
    ledger.closeTick();
    const perMs = ledger.ordersEnded / agenda.now;
    const responseMs = ledger.latency.run.all.sum / ledger.latency.run.all.count;
    // Thinking is random: its mean over some 80,000 orders is within 2 % of a second, five standard errors.
    expect(Math.abs(perMs * (responseMs + 1000) - CLIENTS)).toBeLessThan(0.02 * CLIENTS);
    expect(responseMs).toBeGreaterThan(400);
  });
});
