import { describe, expect, it } from 'vitest';
import { armNames } from '../../src/scenario/arm-names.ts';
import type { Comparison, Term } from '../../src/scenario/claim.ts';
import { parseThreshold } from '../../src/scenario/claim-parser.ts';

const ARMS = armNames(true);
const parse = (text: string, arms = ARMS) => parseThreshold(text, arms);

const term = (metric: string, arm = 'with breaker', afterMs: number | null = null): Term => ({
  arm,
  metric,
  afterMs,
});

describe('a threshold', () => {
  it.each<[string, string, Partial<Comparison>]>([
    [
      'with breaker: orders.paid / orders.arrived >= 85%',
      'share',
      {
        left: { value: term('orders.paid'), per: term('orders.arrived'), unit: 'share' },
        sign: '>=',
        right: 0.85,
      },
    ],
    [
      'with breaker: latencyMs.p95 < 1s',
      'ms',
      { left: { value: term('latencyMs.p95'), per: null, unit: 'ms' }, sign: '<', right: 1000 },
    ],
    ['with breaker: latencyMs.paid.p95 < 1h 30m', 'ms', { right: 5_400_000 }],
    ['with breaker: recovery.afterMs <= 0', 'ms', { right: 0 }],
    ['without breaker: charges.duplicate <= 1_000', 'number', { right: 1000 }],
    ['with breaker: amountCents.lost < 1_000_000', 'number', { right: 1_000_000 }],
    ['with breaker: breaker.opens == 3', 'number', { sign: '==', right: 3 }],
    ['with breaker:paymentService.utilisation>90 %', 'share', { sign: '>', right: 0.9 }],
    ['with breaker: calls.started / orders.arrived <= 150%', 'share', { right: 1.5 }],
    ['with breaker: calls.started / orders.arrived <= 1.5', 'number', { right: 1.5 }],
    ['with breaker: breaker.openMs / breaker.opens <= 20s', 'ms', { right: 20_000 }],
    [
      'with breaker: orders.paid >= without breaker: orders.paid',
      'number',
      { right: { value: term('orders.paid', 'without breaker'), per: null, unit: 'count' } },
    ],
    [
      '  with breaker : orders.failed after 5m/orders.arrived after 5m<1%',
      'share',
      {
        left: {
          value: term('orders.failed', 'with breaker', 300_000),
          per: term('orders.arrived', 'with breaker', 300_000),
          unit: 'share',
        },
      },
    ],
  ])('%s is told as a %s', (text, unit, comparison) => {
    const arm = /without/.test(text.slice(0, 9)) ? 'without breaker' : 'with breaker';
    expect(parse(text)).toMatchObject({ text, arm, unit, comparison });
  });

  it.each<[string, number, string, string, string | undefined]>([
    ['orders.paid > 3', 0, '"orders.paid"', 'an arm first: "without breaker"', undefined],
    ['', 0, 'the end of the text', 'an arm first', undefined],
    ['otherwise', 0, '"otherwise"', 'an arm first', undefined],
    [
      'with breaker: state of stripe at 5s == open',
      23,
      'the link "stripe"',
      'both ends',
      undefined,
    ],
    [
      'with breaker: state of a.b after 5s == open',
      27,
      '"after"',
      '"at" and an instant',
      undefined,
    ],
    ['with breaker: state before 5s == open', 20, '"before"', '"of" and a link', undefined],
    [
      'with breaker: services.a.charges after 5s > 0',
      14,
      'the metric "services.a.charges"',
      'one of services.a.requests.received',
      undefined,
    ],
    [
      'with breaker: links.a.b.breaker.opens after 5s > 0',
      14,
      'the metric "links.a.b.breaker.opens"',
      'one of links.a.b.calls.started',
      undefined,
    ],
    ['with breaker: orders.paid > 1 and breaker.opens > 1', 30, '"and"', 'the end', undefined],
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
    ['with breaker: orders.paid >', 27, 'the end of the text', 'a number', undefined],
    ['with breaker: orders.paid > -3', 28, 'the value "-3"', 'a number', undefined],
    ['with breaker: orders.paid > latencyMs.p95', 28, '"latencyMs.p95"', '(count)', undefined],
    [
      'with breaker: latencyMs.p95 < 300',
      30,
      'no unit after 300',
      'a duration: 300ms or 300s?',
      undefined,
    ],
    [
      'with breaker: orders.paid after 1_000 > 3',
      32,
      'no unit after 1_000',
      'a duration: 1_000ms or 1_000s?',
      undefined,
    ],
    [
      'with breaker: fate.orders.paid after 5m > 3',
      14,
      'the metric "fate.orders.paid"',
      'what is counted as it happens',
      undefined,
    ],
  ])('%s is refused at its place', (text, offset, found, expected, suggestion) => {
    const fault = parse(text);
    expect(fault).toMatchObject({ offset, found, expected: expect.stringContaining(expected) });
    expect('suggestion' in fault ? fault.suggestion : undefined).toBe(suggestion);
  });

  it('speaks of the arms that the scenario has', () => {
    expect(parse('with breaker: orders.paid > 3', armNames(false))).toMatchObject({
      expected: '"as written" (the scenario has no breaker to leave out)',
    });
  });
});
