import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import { scenarioOf } from '../model/scenarios.ts';
import { compared, run } from './runs.ts';

/** Of ten orders, one a second from 0 s on, those that come from 4 s to 7 s fail; the breaker opens at 5 s. */
function scenario(thresholds: readonly string[], more: object = {}) {
  return scenarioOf({
    duration: '10s',
    tick: '3s',
    traffic: { arrivals: 'evenly-spaced', startRate: 1 },
    paymentService: { latency: '0s', script: [{ at: '3500ms', for: '4s', failureRate: 1 }] },
    orderService: {
      pipeline: [
        {
          breaker: {
            trip: { kind: 'consecutive-failures', failures: 2 },
            open: { kind: 'fixed', duration: '1500ms' },
          },
        },
      ],
    },
    thresholds,
    ...more,
  });
}

describe('a threshold is judged', () => {
  it.each<[string, string, number | null, string]>([
    ['without breaker: orders.failed == 4', 'passed', 4, 'number'],
    ['without breaker: orders.failed < 4', 'failed', 4, 'number'],
    ['without breaker: orders.failed / orders.arrived <= 40%', 'passed', 0.4, 'share'],
    ['with breaker: orders.failed < without breaker: orders.failed', 'passed', 3, 'number'],
    ['with breaker: orders.blocked after 5s >= 1', 'passed', 2, 'number'],
    ['without breaker: orders.failed after 5s == 3', 'passed', 3, 'number'],
    ['without breaker: orders.failed after 5001ms == 2', 'passed', 2, 'number'],
    ['without breaker: orders.arrived after 1h == 0', 'passed', 0, 'number'],
    ['without breaker: orders.paid / orders.arrived after 1h >= 0', 'failed', null, 'number'],
    ['without breaker: breaker.opens >= 0', 'failed', null, 'number'],
    ['with breaker: breaker.firstOpenMs == 5s', 'passed', 5000, 'ms'],
  ])('%s: %s', (text, verdict, observed, unit) => {
    const [threshold] = compared(scenario([text])).thresholds!;
    const arm = text.split(':')[0];
    expect(threshold).toEqual({ text, arm, verdict, observed, unit });
  });

  it('only where every arm was run that it names', () => {
    const written = scenario([
      'with breaker: orders.paid > 0',
      'with breaker: orders.paid >= without breaker: orders.paid',
    ]);
    const [, withBreaker] = armsOf(written);
    const { thresholds } = run(written, [withBreaker!]);
    expect(thresholds!.map(({ verdict }) => verdict)).toEqual(['passed', 'not judged']);
  });

  it('alike under any tick, and without ticks', () => {
    const instants = fc.array(fc.integer({ min: 0, max: 12_000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 12_000 }), (afters, tickMs) => {
        const texts = afters.flatMap((ms) => [
          `with breaker: orders.arrived after ${ms}ms >= 4`,
          `without breaker: calls.failed after ${ms}ms >= 2`,
        ]);
        const judged = compared(scenario(texts)).thresholds!;
        const other = scenario(texts, { tick: `${tickMs}ms` });
        expect(run(other, armsOf(other), { ticks: false }).thresholds).toEqual(judged);
        for (const [index, ms] of afters.entries()) {
          const arrived = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((s) => s * 1000 >= ms).length;
          expect(judged[index * 2]!.observed).toBe(arrived);
        }
      }),
      { numRuns: 30 },
    );
  });
});
