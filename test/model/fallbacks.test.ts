import { describe, expect, it } from 'vitest';
import { GRID_PER_MS } from '../../src/kernel/grid.ts';
import { OUTCOME } from '../../src/model/outcome.ts';
import { withOrdersAt } from './scenarios.ts';
import { follow, written } from './timeline.ts';

describe('a deferred order', () => {
  const down = { latency: '100ms', script: [{ at: '0s', for: '3s', outage: 'refuse' }] };

  it('leaves its worker, and is settled apart from it', () => {
    const { world } = follow(
      withOrdersAt([0, 1], {
        duration: '20s',
        paymentService: down,
        orderService: { workers: 1, pipeline: [{ fallback: { kind: 'defer', after: '4s' } }] },
      }),
    );
    const { deferral } = world.ledger;
    expect(deferral).toMatchObject({ orders: 2, drained: 2, waiting: 0, waitingCents: 0 });
    expect(deferral.settledCents[OUTCOME.successful]).toBe(2000);
    // Refused at once, it waits 4 s and takes 100 ms; the drain of 10/s puts 100 ms between the two.
    expect([deferral.wait.max, deferral.wait.sum]).toEqual([4199, 4100 + 4199]);
  });

  it('is tried once a step of time at most, however fast the drain', () => {
    const { world } = follow(
      withOrdersAt([0], {
        duration: '10ms',
        paymentService: { latency: 0, script: [{ at: 0, outage: 'refuse' }] },
        orderService: {
          pipeline: [
            { fallback: { kind: 'defer', after: '0.0001ms', drain: '5000000/s' } },
            { breaker: { trip: { kind: 'consecutive-failures', failures: 1 } } },
          ],
        },
      }),
    );
    // As it arrives, and from then on once a step.
    expect(world.calls.started).toBe(1 + 10 * GRID_PER_MS);
  });

  it('has failed for good after so many tries, of which refusals do not count', () => {
    const tries = (pipeline: object[]) => {
      const { world } = follow(
        withOrdersAt([0], {
          duration: '1m',
          paymentService: { latency: '0ms', failureRate: 1 },
          orderService: { pipeline },
        }),
      );
      return [world.calls.started, world.ledger.deferral.drained];
    };
    const defer = { fallback: { kind: 'defer', after: '1s', tries: 3 } };
    expect(tries([defer])).toEqual([1 + 3, 1]);
    const shut = {
      breaker: {
        trip: { kind: 'consecutive-failures', failures: 1 },
        open: { kind: 'fixed', duration: '2h' },
      },
    };
    expect(tries([defer, shut])).toEqual([60, 0]);
  });

  it('whose card was charged too late is an orphan only if it fails in the end', () => {
    const late = { latency: '2s', script: [{ at: '3s', latency: '10ms' }] };
    const orphans = (paymentService: object) => {
      const { world } = follow(
        withOrdersAt([0], {
          duration: '1m',
          paymentService,
          orderService: {
            pipeline: [{ fallback: { kind: 'defer', after: '5s', tries: 1 } }, { timeout: '1s' }],
          },
        }),
      );
      const { chargesMade, duplicateCharges, orphanedCharges } = world.ledger;
      return { chargesMade, duplicateCharges, orphanedCharges };
    };
    expect(orphans(late)).toEqual({ chargesMade: 2, duplicateCharges: 1, orphanedCharges: 0 });
    expect(orphans({ ...late, idempotencyKeys: true })).toEqual({
      chargesMade: 1,
      duplicateCharges: 0,
      orphanedCharges: 0,
    });
    expect(orphans({ latency: '2s' })).toEqual({
      chargesMade: 2,
      duplicateCharges: 1,
      orphanedCharges: 1,
    });
  });
});

describe('a backup service', () => {
  it('knows nothing of the keys of the first: the card is charged twice', () => {
    const { world } = follow(
      withOrdersAt([0], {
        duration: '10s',
        paymentService: { latency: '2s', idempotencyKeys: true },
        backupService: { latency: '100ms', idempotencyKeys: true },
        orderService: { pipeline: [{ fallback: { kind: 'backup' } }, { timeout: '1s' }] },
      }),
    );
    expect(world.ledger).toMatchObject({
      paidByBackup: 1,
      chargesMade: 2,
      duplicateCharges: 1,
    });
    expect(world.calls.started).toBe(1);
    expect(world.backup?.book.started).toBe(1);
  });

  it('is given up by a timeout outside, like the first', () => {
    const { timeline, world } = follow(
      withOrdersAt([0], {
        duration: '10s',
        paymentService: { latency: '1ms', failureRate: 1 },
        backupService: { latency: '2s' },
        orderService: { pipeline: [{ timeout: '1s' }, { fallback: { kind: 'backup' } }] },
      }),
    );
    expect(timeline).toBe(
      written(`at 1 order 1 call 1 failed
               at 1000 backup service: order 1 call 1 timed out
               at 1000 order 1 failed: timed out`),
    );
    expect(world.ledger.orphanedCharges).toBe(1);
  });
});

describe('several fallbacks in one pipeline', () => {
  const services = {
    duration: '1m',
    paymentService: { latency: '100ms', failureRate: 1, script: [{ at: '4s', failureRate: 0 }] },
    backupService: { latency: '50ms', failureRate: 1 },
  };

  it('of two queues one hands over to the other, and an order is settled once', () => {
    const defer = (after: string, more: object) => ({
      fallback: { kind: 'defer', after, ...more },
    });
    const { timeline, world } = follow(
      withOrdersAt([0, 0], {
        ...services,
        orderService: { pipeline: [defer('3s', {}), defer('1s', { capacity: 1, tries: 1 })] },
      }),
    );
    // The second finds no room in the inner queue at first; when the outer one tries it, there is.
    expect(timeline).toBe(
      written(`at 100 order 1 call 1 failed
               at 100 order 2 call 1 failed
               at 100 order 1 deferred
               at 100 order 2 deferred
               at 1200 order 1 call 2 failed
               at 1200 order 1 settled: failed
               at 3200 order 2 call 2 failed
               at 4300 order 2 call 3 successful
               at 4300 order 2 settled: paid`),
    );
    const { deferral } = world.ledger;
    expect(deferral).toMatchObject({ orders: 2, drained: 2, waiting: 0 });
    expect([deferral.wait.sum, deferral.wait.max]).toEqual([1100 + 4200, 4200]);
  });

  it('of two backups each makes a call of its own', () => {
    const backup = { fallback: { kind: 'backup' } };
    const { timeline, world } = follow(
      withOrdersAt([0], { ...services, orderService: { pipeline: [backup, backup] } }),
    );
    expect(timeline).toBe(
      written(`at 100 order 1 call 1 failed
               at 150 backup service: order 1 call 1 failed
               at 200 backup service: order 1 call 2 failed
               at 200 order 1 failed`),
    );
    expect(world.backup?.book.started).toBe(2);
  });
});
