import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeScenario } from '../../src/scenario/describe.ts';
import { load, SOUND } from './loading.ts';

const FLAGSHIP = readFileSync(
  new URL('../../scenarios/black-friday.yaml', import.meta.url),
  'utf8',
);
const WIDE = { width: 80, ascii: false };

describe('a scenario in words', () => {
  const page = describeScenario(load(FLAGSHIP), WIDE);

  it('tells every block, in the units of the file', () => {
    expect(page).toBe(`shop: Gateway brownout at the midnight peak

A slow, half-failing minute at the peak. Retries keep the gateway down for good;
a breaker lets it drain.

Run                 10m in ticks of 10s, seed 2026

Traffic             Poisson arrivals at 300/s
                    then 1m at 300/s, within 1m to 800/s, 8m at 800/s
                    about 435,000 orders in all
                    amount lognormal, median 60, p95 240

PaymentService      capacity 200
                    queue 5,000
                    latency exponential, mean 200ms
                    slowdown 0ms
                    failure rate 1%
                    decline rate 0%
                    idempotency keys no
                    cancellation none
                    carries up to 1,000 payments/s; the peak of 800 orders/s is
                    80% of that
                    carries up to 333 payments/s under the script's entry

Script              from 3m20s to 4m20s: failure rate 50%, latency x3

OrderService        instances 1
                    workers 2,000
                    backlog 1,000

Pipeline            1. retry: calls 4, backoff (exponential, initial 100ms,
                    factor 2, max 30s, jitter full), on error or timeout,
                    blocked too no, retry after yes, max retry after 1m
                    2. breaker:
                    - trip: failure-rate, rate 50%, window calls 200, minimum
                    calls 50
                    - open: fixed, duration 10s, jitter 0%
                    - probe: consecutive-successes, permits 10, successes 3
                    - declined is failure: no
                    3. timeout: 1s

Thresholds          with breaker: orders.paid / orders.arrived >= 85%

orders/s       800           ▂▄▇████████████████████████████████████████████████
                    ▁▁▁▁▁▁▂▅▇███████████████████████████████████████████████████
                 0  ████████████████████████████████████████████████████████████
                    ┬───────────┬───────────┬───────────┬───────────┬──────────┬
                    0           2m          4m          6m          8m       10m
failure rate 50%                        ██████
latency x3                              ██████
`);
  });

  it.each([60, 80, 160])('fits %d columns', (width) => {
    const lines = describeScenario(load(FLAGSHIP), { width, ascii: false }).split('\n');
    expect(lines.filter((line) => line.length > width)).toEqual([]);
  });

  it('says of every limit that is left out that there is none', () => {
    const words = describeScenario(load(SOUND), WIDE);
    for (const limit of ['capacity', 'queue', 'workers', 'backlog']) {
      expect(words).toContain(`${limit}: no limit`);
    }
    expect(words).toContain('none: every order makes one call');
    expect(words).toContain('nothing changes over time');
  });

  it('in ASCII, whatever the title holds', () => {
    const text = `title: Soldes d'été\n${FLAGSHIP.replace(/^title.*$/m, '')}`;
    const words = describeScenario(load(text), { width: 80, ascii: true });
    expect(words).toMatch(/^[\n\x20-\x7e]*$/);
    expect(words).toContain('######'.replaceAll('#', '@'));
  });

  it('draws a ramp as it rises, and an outage as long as it lasts', () => {
    const script = '[{ at: 0s, for: 10m, failureRate: { ramp: 50% } }, { at: 5m, outage: hang }]';
    const words = describeScenario(
      load(SOUND.replace('200ms }', `200ms, script: ${script} }`)),
      WIDE,
    );
    expect(words).toContain('from the start to the end: failure rate 50%, in a ramp of');
    const strip = (label: string): string =>
      words
        .split('\n')
        .find((line) => line.startsWith(label))!
        .slice(20);
    expect(strip('failure rate 50%')).toMatch(/^▁+▂+▃+▄+▅+▆+▇+█+$/);
    expect(strip('outage: hang')).toBe(' '.repeat(30) + '█'.repeat(30));
  });

  it('a trace by what it records, orders after the end set apart', () => {
    const text = SOUND.replace(
      '{ arrivals: poisson, startRate: 3/s }',
      '{ arrivals: trace, file: t.csv }',
    );
    const words = describeScenario(
      load(text, ['duration=60s'], { 't.csv': 'time\n0\n1\n2\n30000\n60000\n' }),
      WIDE,
    );
    expect(words).toContain('recorded in t.csv: 5 orders over 1m');
    expect(words).toContain('after the end of the run, and so left out: 1 of them');
    expect(words).toContain('orders/s         3');
  });

  it('clients that wait', () => {
    const traffic = '{ arrivals: closed, clients: 20, orders: 100, think: 2s }';
    const words = describeScenario(
      load(SOUND.replace('{ arrivals: poisson, startRate: 3/s }', traffic)),
      WIDE,
    );
    expect(words).toContain('20 clients, each with one order at a time');
    expect(words).toContain('think time 2s');
    expect(words).not.toContain('orders/s');
  });
});

it('arms are told by what sets them apart', () => {
  const arms =
    'arms: { today: {}, bare: { without: [retry], set: { paymentService.capacity: 7 } } }';
  const words = describeScenario(
    load(`${SOUND}orderService: { pipeline: [retry: {}] }\n${arms}`),
    WIDE,
  );
  expect(words).toMatch(
    /^Arms +today: as written\n +bare: without retry, paymentService\.capacity=7$/m,
  );
});
