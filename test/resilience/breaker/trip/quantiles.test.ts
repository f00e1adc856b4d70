import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decode } from '../../../../src/kernel/settings.ts';
import { createTripPolicy, tripSettings } from '../../../../src/resilience/breaker/trip/index.ts';

const QUANTILES = { p50: 0.5, p75: 0.75, p90: 0.9, p95: 0.95, p99: 0.99 } as const;
const WINDOW = 20;
const LIMIT_MS = 100;

it('a quantile of the latency opens exactly when the sorted durations say so', () => {
  const durations = fc.array(fc.constantFrom(0, 99, 100, 101, 5_000), { maxLength: 60 });
  const statistic = fc.constantFrom(...(Object.keys(QUANTILES) as (keyof typeof QUANTILES)[]));
  fc.assert(
    fc.property(statistic, durations, fc.integer({ min: 1, max: 5 }), (name, timeline, minimum) => {
      const policy = createTripPolicy(
        decode(tripSettings, {
          kind: 'latency',
          statistic: name,
          limit: LIMIT_MS,
          window: { calls: WINDOW },
          minimumCalls: minimum,
        }),
      );
      timeline.forEach((durationMs, i) => {
        const recent = timeline.slice(Math.max(0, i + 1 - WINDOW), i + 1).sort((a, b) => a - b);
        // In hundredths: 0.95 * 20 is a little more than 19.
        const rank = Math.ceil((Math.round(QUANTILES[name] * 100) * recent.length) / 100);
        const expected = recent.length >= minimum && recent[rank - 1]! >= LIMIT_MS;
        const trips =
          i % 2 === 0 ? policy.onSuccess(i, durationMs) : policy.onFailure(i, durationMs, 'error');
        expect(trips).toBe(expected);
      });
    }),
  );
});
