import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { metricsOf } from '../../src/adapters/metrics.ts';
import { CircuitBreaker, virtualClock } from '../../src/index.ts';

const SETTINGS = {
  trip: {
    kind: 'any-of',
    policies: [
      { kind: 'failure-rate', rate: '60%', window: { calls: 10 }, minimumCalls: 4 },
      { kind: 'slow-call-rate', slow: '2s', rate: '90%', window: { calls: 10 }, minimumCalls: 2 },
    ],
  },
  open: { kind: 'fixed', duration: '10s' },
} as const;

function setUp(settings: object = SETTINGS) {
  const clock = virtualClock();
  const registry = new Registry();
  const breaker = new CircuitBreaker(settings as never, { clock, name: 'payment' });
  const stop = metricsOf(breaker, registry);
  const permit = (ms: number) => {
    const taken = breaker.tryAcquire()!;
    clock.advance(ms);
    return taken;
  };
  return {
    clock,
    registry,
    breaker,
    stop,
    good: (ms = 0) => permit(ms).succeed(),
    bad: (ms = 0) => permit(ms).fail(),
    ignored: (ms = 0) => permit(ms).ignore(),
    /** The lines that Prometheus would read, without what it reads of others. */
    lines: async (part: string) =>
      (await registry.metrics())
        .split('\n')
        .filter((line) => line.includes(part) && !line.startsWith('#')),
  };
}

describe('what Prometheus reads', () => {
  it('is in the names that dashboards of resilience4j know', async () => {
    const { registry, good, bad, ignored, breaker } = setUp();
    good(500);
    good(1_500);
    bad(250);
    ignored(3_000);
    bad(0);
    bad(0);
    breaker.tryAcquire();
    expect(await registry.metrics()).toBe(`\
# HELP resilience4j_circuitbreaker_calls_seconds Calls that were let through and ended, and how long they took together
# TYPE resilience4j_circuitbreaker_calls_seconds summary
resilience4j_circuitbreaker_calls_seconds_sum{name="payment",kind="successful"} 2
resilience4j_circuitbreaker_calls_seconds_count{name="payment",kind="successful"} 2
resilience4j_circuitbreaker_calls_seconds_sum{name="payment",kind="failed"} 0.25
resilience4j_circuitbreaker_calls_seconds_count{name="payment",kind="failed"} 3
resilience4j_circuitbreaker_calls_seconds_sum{name="payment",kind="ignored"} 3
resilience4j_circuitbreaker_calls_seconds_count{name="payment",kind="ignored"} 1

# HELP resilience4j_circuitbreaker_not_permitted_calls_total Calls that were blocked
# TYPE resilience4j_circuitbreaker_not_permitted_calls_total counter
resilience4j_circuitbreaker_not_permitted_calls_total{name="payment",kind="not_permitted"} 1

# HELP resilience4j_circuitbreaker_state 1 for the state that the circuit breaker is in, 0 for the others
# TYPE resilience4j_circuitbreaker_state gauge
resilience4j_circuitbreaker_state{name="payment",state="closed"} 0
resilience4j_circuitbreaker_state{name="payment",state="open"} 1
resilience4j_circuitbreaker_state{name="payment",state="half_open"} 0
resilience4j_circuitbreaker_state{name="payment",state="disabled"} 0
resilience4j_circuitbreaker_state{name="payment",state="forced_open"} 0
resilience4j_circuitbreaker_state{name="payment",state="metrics_only"} 0

# HELP resilience4j_circuitbreaker_failure_rate Failed calls in 100 of those that the trip policy remembers, -1 while there are too few
# TYPE resilience4j_circuitbreaker_failure_rate gauge
resilience4j_circuitbreaker_failure_rate{name="payment"} 60

# HELP resilience4j_circuitbreaker_slow_call_rate Slow calls in 100 of those that the trip policy remembers, -1 while there are too few
# TYPE resilience4j_circuitbreaker_slow_call_rate gauge
resilience4j_circuitbreaker_slow_call_rate{name="payment"} 0

# HELP resilience4j_circuitbreaker_buffered_calls Calls that the trip policy remembers
# TYPE resilience4j_circuitbreaker_buffered_calls gauge
resilience4j_circuitbreaker_buffered_calls{name="payment",kind="successful"} 2
resilience4j_circuitbreaker_buffered_calls{name="payment",kind="failed"} 3

# HELP blackfriday_circuitbreaker_transitions_total Changes of state, those between two scrapes too
# TYPE blackfriday_circuitbreaker_transitions_total counter
blackfriday_circuitbreaker_transitions_total{name="payment",from="closed",to="open"} 1
blackfriday_circuitbreaker_transitions_total{name="payment",from="open",to="half_open"} 0
blackfriday_circuitbreaker_transitions_total{name="payment",from="half_open",to="open"} 0
blackfriday_circuitbreaker_transitions_total{name="payment",from="half_open",to="closed"} 0

# HELP blackfriday_circuitbreaker_late_calls_total Outcomes that came after the state in which the call was let through had ended
# TYPE blackfriday_circuitbreaker_late_calls_total counter
blackfriday_circuitbreaker_late_calls_total{name="payment"} 0

# HELP blackfriday_circuitbreaker_would_block_calls_total Calls that metrics_only let through and that would have been blocked
# TYPE blackfriday_circuitbreaker_would_block_calls_total counter
blackfriday_circuitbreaker_would_block_calls_total{name="payment"} 0
`);
  });

  it('has a rate once there are calls enough, and -1 before; slow ones at a minimum of their own', async () => {
    const { good, bad, lines } = setUp();
    const seen: string[] = [];
    const look = async (): Promise<void> => {
      const rates = await lines('_rate{');
      seen.push(rates.map((line) => line.split(' ')[1]).join(' '));
    };
    await look();
    for (const call of [() => bad(), () => good(2_000), () => bad(), () => good()]) {
      call();
      await look();
    }
    expect(seen).toEqual(['-1 -1', '-1 -1', '-1 50', `-1 ${100 / 3}`, '50 25']);
  });

  it.each([
    [{ kind: 'consecutive-failures', failures: 3 }, '-1 -1', '0 0'],
    [{ kind: 'timeout-share' }, '-1 -1', '0 0'],
    [{ kind: 'adaptive' }, '50 -1', '1 1'],
    [{ kind: 'failure-rate', window: { time: '5s' }, minimumCalls: 2 }, '50 -1', '1 1'],
  ])('tells no rate where the breaker knows none: %j', async (trip, rates, buffered) => {
    const { good, bad, lines } = setUp({ trip });
    good();
    bad();
    const values = async (part: string) =>
      (await lines(part)).map((line) => line.split(' ')[1]).join(' ');
    expect(await values('_rate{')).toBe(rates);
    expect(await values('buffered_calls{')).toBe(buffered);
  });

  it('follows the time: what is too old is in no rate, an open time that is over is over', async () => {
    const { clock, bad, lines } = setUp({
      trip: { kind: 'failure-rate', window: { time: '5s' }, minimumCalls: 1 },
      open: { kind: 'fixed', duration: '10s' },
    });
    const standing = async () => [
      ...(await lines('failure_rate')),
      ...(await lines('_state{')).filter((line) => line.endsWith(' 1')),
    ];
    const told = async () => (await standing()).map((line) => line.replace(/.*_/, ''));
    bad();
    expect(await told()).toEqual([
      'rate{name="payment"} 100',
      'state{name="payment",state="open"} 1',
    ]);
    clock.advance('5s');
    expect(await told()).toEqual([
      'rate{name="payment"} -1',
      'state{name="payment",state="open"} 1',
    ]);
    clock.advance('5s');
    expect(await told()).toEqual(['rate{name="payment"} -1', 'open"} 1']);
  });

  it('tells late outcomes, and what metrics-only would have blocked', async () => {
    const { breaker, lines } = setUp({ trip: { kind: 'consecutive-failures', failures: 1 } });
    const early = breaker.tryAcquire()!;
    breaker.open();
    early.succeed();
    breaker.metricsOnly();
    breaker.tryAcquire()!.fail();
    breaker.tryAcquire()!.succeed();
    expect(await lines('_total{')).toEqual([
      'resilience4j_circuitbreaker_not_permitted_calls_total{name="payment",kind="not_permitted"} 0',
      'blackfriday_circuitbreaker_transitions_total{name="payment",from="closed",to="open"} 1',
      'blackfriday_circuitbreaker_transitions_total{name="payment",from="open",to="half_open"} 0',
      'blackfriday_circuitbreaker_transitions_total{name="payment",from="half_open",to="open"} 0',
      'blackfriday_circuitbreaker_transitions_total{name="payment",from="half_open",to="closed"} 0',
      'blackfriday_circuitbreaker_transitions_total{name="payment",from="open",to="metrics_only"} 1',
      'blackfriday_circuitbreaker_late_calls_total{name="payment"} 1',
      'blackfriday_circuitbreaker_would_block_calls_total{name="payment"} 1',
    ]);
  });

  it('never shrinks when the breaker is reset; resetMetrics of the registry begins anew', async () => {
    const { breaker, registry, good, lines } = setUp();
    good();
    breaker.reset();
    good();
    expect((await lines('seconds_count'))[0]).toMatch(/ 2$/);
    registry.resetMetrics();
    expect((await lines('seconds_count'))[0]).toMatch(/ 0$/);
    good();
    expect((await lines('seconds_count'))[0]).toMatch(/ 1$/);
  });
});

describe('a registry', () => {
  it('holds many breakers, each under its own name and labels, until they are taken out', async () => {
    const { registry, lines, stop, breaker } = setUp();
    const stopOther = metricsOf(breaker, registry, { name: 'refund', labels: { shop: 'b' } });
    expect(() => metricsOf(breaker, registry)).toThrow(
      'A breaker "payment" is in this registry already: give this one a `name` of its own',
    );
    expect(await lines('late')).toEqual([
      'blackfriday_circuitbreaker_late_calls_total{name="payment"} 0',
      'blackfriday_circuitbreaker_late_calls_total{shop="b",name="refund"} 0',
    ]);
    stop();
    expect(await lines('late')).toHaveLength(1);
    stopOther();
    expect(await lines('late')).toEqual([]);
    metricsOf(breaker, registry);
    expect(await lines('late')).toHaveLength(1);
  });

  it('may speak OpenMetrics, again and again', async () => {
    const { registry, lines } = setUp();
    registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE as never);
    for (let scrape = 0; scrape < 2; scrape++) {
      expect(await lines('not_permitted')).toEqual([
        'resilience4j_circuitbreaker_not_permitted_calls_total{name="payment",kind="not_permitted"} 0',
      ]);
    }
  });

  it('may be one of several that are read as one', async () => {
    const { registry, bad } = setUp();
    const { registry: other, bad: otherBad } = setUp();
    bad();
    otherBad();
    const merged = Registry.merge([registry]);
    expect(await merged.metrics()).toBe(await registry.metrics());
    const [calls] = (await other.getMetricsAsJSON()) as unknown as { values: unknown[] }[];
    expect(calls!.values).toContainEqual({
      metricName: 'resilience4j_circuitbreaker_calls_seconds_count',
      labels: { name: 'payment', kind: 'failed' },
      value: 1,
    });
  });
});
