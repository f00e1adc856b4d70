import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { load, SOUND } from './loading.ts';

const FLAGSHIP = readFileSync(
  new URL('../../scenarios/black-friday.yaml', import.meta.url),
  'utf8',
);

describe('the flagship decodes', () => {
  const scenario = load(FLAGSHIP);

  it('to its head', () => {
    const { name, title, seed, duration, tick } = scenario;
    expect({ name, title, seed, duration, tick }).toEqual({
      name: 'shop',
      title: 'Gateway brownout at the midnight peak',
      seed: 2026,
      duration: 600_000,
      tick: 10_000,
    });
  });

  it('to its traffic', () => {
    expect(scenario.traffic).toMatchObject({
      arrivals: 'poisson',
      startRate: 300,
      stages: [
        { duration: 60_000, target: 300 },
        { duration: 60_000, target: 800 },
        { duration: 480_000, target: 800 },
      ],
      amount: { kind: 'lognormal', parameters: { median: 60, p95: 240 } },
    });
  });

  it('to the same traffic where the kind of arrivals is left out', () => {
    const { traffic } = load(FLAGSHIP.replace(/^ {2}arrivals: poisson.*\n/m, ''));
    expect(JSON.stringify(traffic)).toBe(JSON.stringify(scenario.traffic));
    expect(traffic.arrivals).toBe('poisson');
  });

  it('to its services', () => {
    expect(scenario.paymentService).toMatchObject({
      capacity: 200,
      queue: 5000,
      latency: { kind: 'exponential', mean: 200 },
      failureRate: 0.01,
      declineRate: 0,
      idempotencyKeys: false,
      cancellation: 'none',
      script: [
        {
          at: 200_000,
          for: 60_000,
          failureRate: { kind: 'set', value: 0.5 },
          latency: { kind: 'multiply', factor: 3 },
        },
      ],
    });
    expect(scenario.orderService).toMatchObject({ instances: 1, workers: 2000, backlog: 1000 });
  });

  it('to its pipeline, outermost first', () => {
    expect(scenario.orderService.pipeline).toEqual([
      {
        policy: 'retry',
        settings: {
          calls: 4,
          backoff: { kind: 'exponential', initial: 100, factor: 2, max: 30_000, jitter: 'full' },
          on: ['error', 'timeout'],
          blockedToo: false,
          retryAfter: true,
          maxRetryAfter: 60_000,
        },
      },
      {
        policy: 'breaker',
        settings: {
          trip: { kind: 'failure-rate', rate: 0.5, window: { calls: 200 }, minimumCalls: 50 },
          open: { kind: 'fixed', duration: 10_000, jitter: 0 },
          probe: { kind: 'consecutive-successes', permits: 10, successes: 3 },
          declinedIsFailure: false,
        },
      },
      { policy: 'timeout', settings: 1000 },
    ]);
  });

  it('to its threshold', () => {
    expect(scenario.thresholds).toEqual([
      {
        text: 'with breaker: orders.paid / orders.arrived >= 85%',
        arm: 'with breaker',
        unit: 'share',
        comparison: {
          kind: 'quantities',
          left: {
            value: { arm: 'with breaker', metric: 'orders.paid', afterMs: null },
            per: { arm: 'with breaker', metric: 'orders.arrived', afterMs: null },
            unit: 'share',
          },
          sign: '>=',
          right: 0.85,
        },
      },
    ]);
  });
});

describe('what the file leaves out', () => {
  it.each([
    ['6s', 100],
    ['30s', 500],
    ['5m', 5_000],
    ['10m', 10_000],
    ['1h', 60_000],
    ['1d', 1_800_000],
  ])('a run of %s has ticks of %d ms', (duration, tick) => {
    expect(load(SOUND.replace('10m', duration)).tick).toBe(tick);
  });

  it('is no limit, and no policy', () => {
    const { paymentService, orderService } = load(SOUND);
    expect(paymentService.capacity).toBeUndefined();
    expect(orderService).toMatchObject({ instances: 1, pipeline: [] });
    expect(orderService.workers).toBeUndefined();
  });
});

describe('other ways to write a scenario', () => {
  it('JSON is YAML', () => {
    const text = JSON.stringify({
      duration: '1s',
      traffic: { arrivals: 'evenly-spaced', startRate: 5 },
      paymentService: { latency: '20ms' },
    });
    expect(load(text)).toMatchObject({ duration: 1000, traffic: { startRate: 5 } });
  });

  it('aliases repeat a block, within reason', () => {
    const text = SOUND.replace('{ latency: 200ms }', '{ latency: &usual 200ms, network: *usual }');
    expect(load(text).paymentService.network?.mean).toBe(200);
  });

  it('a byte order mark and Windows line ends are nothing special', () => {
    expect(load(`\uFEFF${SOUND.replaceAll('\n', '\r\n')}`).duration).toBe(600_000);
  });
});

describe('files that a scenario names', () => {
  it('an empirical distribution takes its values from a file, one a line', () => {
    const text = SOUND.replace('200ms', '{ distribution: empirical, file: latencies.txt }');
    const files = { 'latencies.txt': '100ms\n0.3s\r\n\n2s\n' };
    expect(load(text, [], files).paymentService.latency.parameters).toEqual({
      values: [100, 300, 2000],
    });
  });

  it('its bare numbers are of the unit that the scenario states', () => {
    const text = SOUND.replace('200ms', '{ distribution: empirical, file: l.txt, unit: s }');
    const { latency } = load(text, [], { 'l.txt': '1.5\n2\n20ms\n' }).paymentService;
    expect(latency.parameters).toEqual({ values: [1500, 2000, 20] });
  });

  it('a trace comes with the orders that it records', () => {
    const text = SOUND.replace(
      '{ arrivals: poisson, startRate: 3/s }',
      '{ arrivals: trace, file: orders.csv, time: bought, amount: value, speed: 2 }',
    );
    const { traffic } = load(text, [], { 'orders.csv': 'bought,value\n3000,5\n1000,19.99\n' });
    expect(traffic).toMatchObject({
      arrivals: 'trace',
      speed: 2,
      recorded: {
        instantsMs: Float64Array.of(0, 1000),
        amountCents: Float64Array.of(1999, 500),
      },
    });
  });
});
