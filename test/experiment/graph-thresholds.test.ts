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

/**
 * Orders come every 100 ms, to the two instances of the shop in turn. From 5 s to 7 s stripe fails: the circuit of
 * the one opens at 5.41 s, that of the other at 5.51 s, and each tries again a second later.
 */
function struck(...thresholds: readonly string[]) {
  return compared(
    scenarioOf({
      duration: '10s',
      tick: '1s',
      traffic: { arrivals: 'evenly-spaced', startRate: 10 },
      services: {
        shop: {
          instances: 2,
          calls: [
            {
              to: 'stripe',
              pipeline: [
                {
                  breaker: {
                    trip: { kind: 'consecutive-failures', failures: 3 },
                    open: { kind: 'fixed', duration: '1s' },
                    probe: { permits: 1, successes: 1 },
                  },
                },
              ],
            },
            { to: 'books', pipeline: [{ timeout: '1s' }] },
          ],
        },
        stripe: {
          latency: '10ms',
          charges: true,
          script: [{ at: '5s', for: '2s', failureRate: 1 }],
        },
        books: { latency: '10ms' },
      },
      thresholds: thresholds.map((text) => `with breaker: ${text}`),
    }),
  );
}

it.each([
  ['state of shop.stripe at 5300ms == closed', 'passed', 'closed'],
  // One of the two: the graver.
  ['state of shop.stripe at 5450ms == open', 'passed', 'open'],
  ['state of shop.stripe at 6560ms == half-open', 'passed', 'half-open'],
  ['state of shop.stripe at 9s == closed', 'passed', 'closed'],
  ['state of shop.stripe at 9s == open', 'failed', 'closed'],
  ['state at 5600ms == open', 'passed', 'open'],
  ['state of shop.books at 5600ms == closed', 'failed', undefined],
])('%s: %s', (text, verdict, state) => {
  const [threshold] = struck(text).thresholds!;
  expect([threshold!.verdict, threshold!.state]).toEqual([verdict, state]);
});

it('what is counted after an instant is what the ticks from then on count', () => {
  const { arms, thresholds } = struck(
    'services.stripe.requests.failed after 6s == 0',
    'links.shop.stripe.calls.blocked after 6s == 0',
    'links.shop.books.calls.successful after 6s / services.shop.requests.received after 6s == 0',
  );
  const late = arms[1]!.ticks!.slice(6);
  const sum = (of: (tick: (typeof late)[number]) => number) =>
    late.reduce((all, tick) => all + of(tick), 0);
  expect(thresholds!.map(({ observed }) => observed)).toEqual([
    sum(({ services }) => services!.stripe!.requests.failed),
    sum(({ links }) => links!.shop!.stripe!.calls.blocked),
    sum(({ links }) => links!.shop!.books!.calls.successful) /
      sum(({ services }) => services!.shop!.requests.received),
  ]);
  for (const { observed } of thresholds!) expect(observed).toBeGreaterThan(0);
});

it('the breakers on a link are judged by their own figures', () => {
  const { thresholds } = struck(
    'links.shop.stripe.breaker.opens == 4',
    'links.shop.stripe.breaker.firstOpenMs == 5410ms',
    'links.shop.stripe.breaker.openMs == 2s',
    'links.shop.books.breaker.opens >= 0',
  );
  expect(thresholds!.map(({ verdict, observed }) => [verdict, observed])).toEqual([
    ['passed', 4],
    ['passed', 5410],
    ['passed', 2000],
    ['failed', null],
  ]);
});

it('a link of which a service is unknown is a mistake', () => {
  expect(() => struck('state of shop.strip at 5s == open')).toThrow(/"strip"/);
});
