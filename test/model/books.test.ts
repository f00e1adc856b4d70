import { describe, expect, it } from 'vitest';
import { scenarioOf, withOrdersAt } from './scenarios.ts';
import { follow } from './timeline.ts';

const IMPATIENT = { timeout: '50ms' };
const again = (delay: string) => ({ retry: { calls: 2, backoff: { kind: 'fixed', delay } } });
/** Slow at first, soon fast. */
const slowAtFirst = (latency: string) => ({
  latency: '10ms',
  script: [{ at: 0, for: '1ms', latency }],
});

interface Books {
  readonly made: number;
  readonly duplicate: number;
  readonly orphaned: number;
}

function booksOf(paymentService: object, pipeline: readonly object[], instants = [0]) {
  const scenario = withOrdersAt(instants, { paymentService, orderService: { pipeline } });
  const { timeline, world } = follow(scenario);
  const { chargesMade, duplicateCharges, orphanedCharges } = world.ledger;
  const books: Books = {
    made: chargesMade,
    duplicate: duplicateCharges,
    orphaned: orphanedCharges,
  };
  const ends = timeline.split('\n').filter((row) => /^at \S+ order \d+ (?!call)/.test(row));
  return { books, ends };
}

/** Name, PaymentService, pipeline, how the order ended, the books. */
const CASES: readonly [string, object, object[], string, Books][] = [
  [
    'a payment in time is charged once',
    { latency: '10ms' },
    [IMPATIENT],
    'at 10 order 1 paid',
    { made: 1, duplicate: 0, orphaned: 0 },
  ],
  [
    'errors and business "no"s charge nothing',
    { latency: '10ms', failureRate: 1, script: [{ at: '20ms', failureRate: 0, declineRate: 1 }] },
    [again('50ms')],
    'at 70 order 1 declined',
    { made: 0, duplicate: 0, orphaned: 0 },
  ],
  [
    'a timeout does not stop the work: charged though the order failed',
    { latency: '100ms' },
    [IMPATIENT],
    'at 50 order 1 failed: timed out',
    { made: 1, duplicate: 0, orphaned: 1 },
  ],
  [
    'two timeouts: charged twice for an order that failed, which is orphaned once',
    { latency: '100ms' },
    [again('10ms'), IMPATIENT],
    'at 110 order 1 failed: timed out',
    { made: 2, duplicate: 1, orphaned: 1 },
  ],
  [
    'charged while the order still waits to call again, and the second call fails: orphaned',
    { latency: '100ms', script: [{ at: '150ms', failureRate: 1 }] },
    [again('150ms'), IMPATIENT],
    'at 250 order 1 failed: timed out',
    { made: 1, duplicate: 0, orphaned: 1 },
  ],
  [
    'charged before a retry that succeeds: charged twice',
    slowAtFirst('100ms'),
    [again('100ms'), IMPATIENT],
    'at 160 order 1 paid',
    { made: 2, duplicate: 1, orphaned: 0 },
  ],
  [
    'charged again long after the order was paid',
    slowAtFirst('10m'),
    [again('10ms'), IMPATIENT],
    'at 70 order 1 paid',
    { made: 2, duplicate: 1, orphaned: 0 },
  ],
  [
    'idempotency keys: the retry finds the order charged',
    { ...slowAtFirst('100ms'), idempotencyKeys: true },
    [again('100ms'), IMPATIENT],
    'at 160 order 1 paid',
    { made: 1, duplicate: 0, orphaned: 0 },
  ],
  [
    'idempotency keys: the payment that was given up finds the order charged',
    { ...slowAtFirst('10m'), idempotencyKeys: true },
    [again('10ms'), IMPATIENT],
    'at 70 order 1 paid',
    { made: 1, duplicate: 0, orphaned: 0 },
  ],
  [
    'idempotency keys do not help an order that nobody tells of its payment',
    { latency: '100ms', idempotencyKeys: true },
    [again('10ms'), IMPATIENT],
    'at 110 order 1 failed: timed out',
    { made: 1, duplicate: 0, orphaned: 1 },
  ],
  [
    'a payment given up in the queue is still made when its turn comes',
    { latency: '30ms', capacity: 1, script: [{ at: 0, capacity: 0, for: '1m' }] },
    [IMPATIENT],
    'at 50 order 1 failed: timed out',
    { made: 1, duplicate: 0, orphaned: 1 },
  ],
  [
    'cancellation in progress: nothing is charged',
    { latency: '100ms', cancellation: 'on-timeout' },
    [again('10ms'), IMPATIENT],
    'at 110 order 1 failed: timed out',
    { made: 0, duplicate: 0, orphaned: 0 },
  ],
  [
    'cancellation in the queue: nothing is charged',
    {
      latency: '30ms',
      capacity: 1,
      cancellation: 'on-timeout',
      script: [{ at: 0, capacity: 0, for: '1m' }],
    },
    [IMPATIENT],
    'at 50 order 1 failed: timed out',
    { made: 0, duplicate: 0, orphaned: 0 },
  ],
  [
    'cancellation on the way there: nothing is charged',
    { latency: '10ms', network: '60ms', cancellation: 'on-timeout' },
    [IMPATIENT],
    'at 50 order 1 failed: timed out',
    { made: 0, duplicate: 0, orphaned: 0 },
  ],
  [
    'cancellation on the way back comes too late: the card is charged',
    { latency: '10ms', network: '30ms', cancellation: 'on-timeout' },
    [IMPATIENT],
    'at 50 order 1 failed: timed out',
    { made: 1, duplicate: 0, orphaned: 1 },
  ],
  [
    'a call that hangs is never charged, cancelled or not',
    { latency: '10ms', cancellation: 'on-timeout', script: [{ at: 0, outage: 'hang' }] },
    [again('10ms'), IMPATIENT],
    'at 110 order 1 failed: timed out',
    { made: 0, duplicate: 0, orphaned: 0 },
  ],
];

describe('the books', () => {
  it.each(CASES)('%s', (_, paymentService, pipeline, end, books) => {
    expect(booksOf(paymentService, pipeline)).toEqual({ ends: [end], books });
  });

  it.each([
    ['none', 'the next waits behind the payment given up', 'at 160 order 2 failed: timed out', 2],
    ['on-timeout', 'capacity is free at once', 'at 110 order 2 paid', 0],
  ])('cancellation %s: %s', (cancellation, _, second, orphaned) => {
    const service = { ...slowAtFirst('1s'), capacity: 1, cancellation };
    const { ends, books } = booksOf(service, [{ timeout: '100ms' }], [0, 60]);
    expect(ends).toEqual(['at 100 order 1 failed: timed out', second]);
    expect(books.orphaned).toBe(orphaned);
  });
});

describe('money', () => {
  const worth = (...amounts: number[]) => {
    const orders = amounts.map((amount, i) => `${i},${amount}`);
    const traffic = { arrivals: 'trace', file: 'orders.csv', amount: 'amount' };
    return follow(
      scenarioOf(
        { duration: '1h', traffic, paymentService: { latency: '1ms' } },
        { 'orders.csv': ['time,amount', ...orders].join('\n') },
      ),
    ).world.ledger.offeredCents;
  };

  it('is counted to the cent, or not at all', () => {
    const most = Array.from({ length: 90_071 }, () => 1e9);
    expect(worth(...most, 992_547_409.91)).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => worth(...most, 992_547_409.92)).toThrow(/^with order 90,072 .* to the cent/);
  });
});
