import { describe, expect, expectTypeOf, it } from 'vitest';
import { ARM } from '../../src/experiment/arms.ts';
import type { Totals } from '../../src/experiment/result.ts';
import { armNames, METRICS, parseThreshold } from '../../src/scenario/threshold.ts';

const ARMS = armNames(true);
const parse = (text: string, arms = ARMS) => parseThreshold(text, arms);

describe('a threshold', () => {
  it.each<[string, object]>([
    [
      'with breaker: orders.paid / orders.arrived >= 85%',
      {
        metric: 'orders.paid',
        per: 'orders.arrived',
        comparison: '>=',
        bound: 0.85,
        unit: 'share',
      },
    ],
    ['with breaker: latencyMs.p95 < 1s', { metric: 'latencyMs.p95', bound: 1000, unit: 'ms' }],
    ['with breaker: latencyMs.p95 < 1500', { bound: 1500, unit: 'ms' }],
    [
      'without breaker: charges.duplicate <= 1_000',
      { arm: 'without breaker', bound: 1000, unit: 'number' },
    ],
    ['with breaker: breaker.opens == 3', { comparison: '==', bound: 3, unit: 'number' }],
    ['with breaker:paymentService.utilisation>90%', { comparison: '>', bound: 0.9, unit: 'share' }],
    ['with breaker: calls.started / orders.arrived <= 150%', { bound: 1.5, unit: 'share' }],
    ['with breaker: calls.started / orders.arrived <= 1.5', { bound: 1.5, unit: 'number' }],
    ['with breaker: breaker.openMs / breaker.opens <= 20s', { bound: 20_000, unit: 'ms' }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toMatchObject({ text, ...expected });
  });

  it.each<[string, number, string, string, string | undefined]>([
    ['orders.paid > 3', 0, '"orders.paid > 3"', '"arm: metric', undefined],
    ['with braker: orders.paid > 3', 0, 'the arm "with braker"', '"with breaker"', 'with breaker'],
    [
      'with breaker: orders.payed > 3',
      14,
      'the metric "orders.payed"',
      'orders.paid',
      'orders.paid',
    ],
    ['with breaker: paid > 3', 14, 'the metric "paid"', 'a path in the totals', undefined],
    [
      'with breaker: orders.paid / orders.whatsoever > 3',
      28,
      'the metric "orders.whatsoever"',
      'one of',
      undefined,
    ],
    ['with breaker: orders.paid => 3', 26, 'the comparison "=>"', '>= > <= < ==', '>='],
    ['with breaker: orders.paid > 3%', 28, 'the value "3%"', 'a metric to divide by', undefined],
    ['with breaker: orders.paid > 300/s', 28, 'the value "300/s"', 'a number such as', undefined],
    ['with breaker: latencyMs.p95 < 85%', 30, 'the value "85%"', 'a duration', undefined],
    ['with breaker: orders.paid / orders.arrived > 1s', 45, 'the value "1s"', 'a share', undefined],
    ['with breaker: orders.paid >', 27, 'no value', 'a number', undefined],
  ])('%s is refused at its place', (text, offset, found, expected, suggestion) => {
    const fault = parse(text);
    expect(fault).toMatchObject({ offset, found, expected: expect.stringContaining(expected) });
    expect('suggestion' in fault ? fault.suggestion : undefined).toBe(suggestion);
  });

  it('speaks of the arms that the scenario has', () => {
    expect(armNames(true)).toEqual([ARM.without, ARM.with]);
    expect(armNames(false)).toEqual([ARM.asWritten]);
    expect(parse('with breaker: orders.paid > 3', armNames(false))).toMatchObject({
      expected: '"as written" (the scenario has no breaker to leave out)',
    });
  });
});

describe('metrics', () => {
  it('are the paths of the totals, all of them', () => {
    // One value of each kind: a field added to Totals and not here does not compile.
    const latency = { mean: 0, p50: 0, p95: 0, p99: 0, max: 0 };
    const calls = {
      started: 0,
      successful: 0,
      declined: 0,
      failed: 0,
      blocked: 0,
      timedOut: 0,
      pending: 0,
    };
    const totals = {
      orders: {
        arrived: 0,
        paid: 0,
        declined: 0,
        failed: 0,
        blocked: 0,
        rejected: 0,
        deferred: 0,
        substituted: 0,
        pending: 0,
      },
      calls,
      latencyMs: latency,
      callLatencyMs: latency,
      queueWaitMs: latency,
      paymentService: { utilisation: 0, meanQueued: 0, refused: 0 },
      amountCents: { offered: 0, paid: 0, lost: 0 },
      charges: { made: 0, duplicate: 0, orphaned: 0 },
      rejections: { bulkhead: 0, rateLimit: 0, throttle: 0, concurrencyLimit: 0 },
      deferred: {
        drained: 0,
        paid: 0,
        declined: 0,
        failed: 0,
        waiting: 0,
        paidCents: 0,
        waitMs: latency,
      },
      backup: {
        calls,
        paid: 0,
        callLatencyMs: latency,
        utilisation: 0,
        meanQueued: 0,
        refused: 0,
      },
      breaker: { opens: 0, openMs: 0, halfOpenMs: 0 },
    } satisfies Totals;
    expectTypeOf<keyof typeof totals>().toEqualTypeOf<keyof Totals>();
    expect([...METRICS.keys()].sort()).toEqual(leaves(totals).sort());
  });
});

function leaves(tree: object, above = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' ? leaves(value, `${above}${key}.`) : [`${above}${key}`],
  );
}
