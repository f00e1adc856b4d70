import { expect, it } from 'vitest';
import { scenarioOf } from '../model/scenarios.ts';
import { compared } from './runs.ts';

it('thresholds judge services and links by their paths in the result', () => {
  const { thresholds } = compared(
    scenarioOf({
      duration: '10s',
      traffic: { arrivals: 'evenly-spaced', startRate: 10 },
      services: {
        shop: { calls: [{ to: 'pay-pal', pipeline: [{ timeout: '1s' }] }] },
        'pay-pal': { latency: '100ms', capacity: 2, failureRate: 1, charges: true },
      },
      thresholds: [
        'as written: services.pay-pal.utilisation <= 51%',
        'as written: links.shop.pay-pal.calls.failed / links.shop.pay-pal.calls.started == 100%',
        'as written: links.shop.pay-pal.callLatencyMs.p95 < 100ms',
        'as written: services.pay-pal.charges >= 1',
      ],
    }),
  );
  expect(thresholds!.map(({ verdict, observed }) => [verdict, observed])).toEqual([
    ['passed', 0.5],
    ['failed', 99 / 100],
    ['failed', 100],
    ['failed', 0],
  ]);
});
