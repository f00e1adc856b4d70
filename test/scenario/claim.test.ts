import { describe, expect, it } from 'vitest';
import { claimsThatHold, observe } from '../../src/experiment/claim.ts';
import type { ArmResult } from '../../src/experiment/result.ts';
import { armNames } from '../../src/scenario/arm-names.ts';
import type { Claim } from '../../src/scenario/claim.ts';
import { parseClaim, parseQuantity } from '../../src/scenario/claim-parser.ts';
import { flood } from '../report/results.ts';
import { totals } from '../report/ticks.ts';

const ARMS = armNames(true);
/** 107,798 of 428,401 paid without, 384,179 with; the breaker opens first at 3m21.4s. */
const RUN = flood().arms.map((arm) => ({ ...arm, since: [sinceTrouble(arm)] }));

/** What its ticks count from 4m30s on. */
function sinceTrouble({ ticks }: ArmResult): NonNullable<ArmResult['since']>[number] {
  const late = totals(
    ticks!.filter(({ startMs }) => startMs >= 270_000),
    null,
  );
  return { fromMs: 270_000, ...late };
}

function parsed(text: string): Claim {
  const claim = parseClaim(text, ARMS);
  if ('found' in claim) throw new Error(claim.found);
  return claim;
}

function holds(text: string): boolean {
  return claimsThatHold([parsed(text)], RUN)[0]!;
}

describe('a claim about a run', () => {
  it.each([
    ['with breaker: orders.paid == 384_179', true],
    ['with breaker: orders.paid > without breaker: orders.paid', true],
    ['with breaker: orders.paid < without breaker: orders.paid', false],
    ['with breaker: orders.paid / orders.arrived >= 85%', true],
    ['with breaker: orders.paid / without breaker: orders.paid >= 3.5', true],
    ['with breaker: orders.paid / orders.arrived >= 0.9', false],
    ['with breaker: latencyMs.p95 < 1s and with breaker: latencyMs.p95 > 600ms', true],
    ['with breaker: latencyMs.p95 < 1s and without breaker: orders.paid == 0', false],
    ['with breaker: breaker.firstOpenMs < 3m22s', true],
    ['with breaker: state at 3m25s == open', true],
    ['with breaker: state at 1m == closed', true],
    ['with breaker: orders.failed after 4m30s / orders.arrived after 4m30s < 1%', true],
    ['without breaker: orders.paid after 4m30s == 0', true],
    // An arm holds until another is named.
    ['with breaker: orders.paid > orders.failed and without breaker: orders.paid > 0', true],
    ['with breaker: orders.paid == 384_179 and orders.failed > 0', true],
    // What never was is neither more nor less than anything.
    ['without breaker: breaker.opens >= 0', false],
    ['without breaker: recovery.afterMs <= 1h', false],
    ['without breaker: recovery.afterMs > 1h', false],
  ])('%s: %s', (text, truth) => {
    expect(holds(text)).toBe(truth);
  });

  it('otherwise is true where nothing else is', () => {
    const claims = (texts: readonly string[]) => texts.map((text) => parsed(text));
    const more = 'with breaker: orders.paid > without breaker: orders.paid';
    const less = 'with breaker: orders.paid < without breaker: orders.paid';
    expect(claimsThatHold(claims([more, 'otherwise']), RUN)).toEqual([true, false]);
    expect(claimsThatHold(claims([less, 'otherwise']), RUN)).toEqual([false, true]);
  });

  it.each([
    ['orders.paid > 1', 0, 'an arm first', undefined],
    ['with braker: orders.paid > 1', 0, '"without breaker" or "with breaker"', 'with breaker'],
    ['with breaker: orders.payed > 1', 14, 'one of orders.arrived', 'orders.paid'],
    ['with breaker: orders.paid', 25, 'one of >= > <= < ==', undefined],
    ['with breaker: orders.paid => 1', 26, 'one of >= > <= < ==', '>='],
    ['with breaker: orders.paid > 85%', 28, 'a share needs a metric to divide by', undefined],
    ['with breaker: orders.paid > latencyMs.p95', 28, 'measured like', undefined],
    ['with breaker: latencyMs.p95 > soon', 30, 'a path in the totals', undefined],
    ['with breaker: latencyMs.p95 after 5m > 1s', 14, 'what is counted as it happens', undefined],
    ['with breaker: state at 5s == opne', 29, 'one of closed, open', 'open'],
    ['with breaker: state at dawn == open', 23, 'an instant such as 5s', undefined],
    ['with breaker: orders.paid > 1 or so', 30, '"and"', undefined],
    ['with breaker: latencyMs.p95 > 500', 30, '500ms or 500s?', undefined],
    ['with breaker: state at 5 == open', 23, '5ms or 5s?', undefined],
  ])('%s is refused at %i', (text, offset, expected, suggestion) => {
    const fault = parseClaim(text, ARMS);
    expect(fault).toMatchObject({ offset, suggestion });
    expect('expected' in fault && fault.expected).toContain(expected);
  });
});

describe('a quantity', () => {
  it.each([
    ['orders.paid', 'count', 384_179],
    ['orders.paid / orders.arrived', 'share', 384_179 / 428_401],
    ['calls.started / orders.arrived', 'count', 1],
    ['latencyMs.p95', 'ms', 612],
    ['without breaker: orders.paid', 'count', 107_798],
    ['orders.declined / orders.declined', 'share', null],
  ])('%s is a %s', (text, unit, value) => {
    const quantity = parseQuantity(text, ARMS);
    if ('found' in quantity) throw new Error(quantity.found);
    expect(quantity.unit).toBe(unit);
    expect(observe(quantity, RUN, 'with breaker')).toBe(value);
  });
});
