import fc from 'fast-check';
import { expect, it } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import { experiment } from '../../src/experiment/experiment.ts';
import type { ArmResult } from '../../src/experiment/result.ts';
import { scenarioOf, type Written } from './scenarios.ts';

const failures = fc.subarray(['error', 'timeout', 'blocked', 'rejected'], { minLength: 1 });

/** Every policy, with settings that make it act within a few seconds. */
const POLICIES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  retry: fc.record({
    calls: fc.integer({ min: 1, max: 4 }),
    on: failures,
    backoff: fc.constantFrom(
      { kind: 'fixed', delay: '50ms' },
      { kind: 'exponential', initial: '20ms' },
      { kind: 'decorrelated', initial: '10ms', max: '1s' },
    ),
    budget: fc.option(fc.record({ share: fc.constantFrom('0%', '20%') }), { nil: undefined }),
  }),
  breaker: fc.record({
    trip: fc.record({
      kind: fc.constant('consecutive-failures'),
      failures: fc.integer({ min: 1, max: 9 }),
    }),
    open: fc.constant({ kind: 'fixed', duration: '500ms' }),
  }),
  timeout: fc.constantFrom('50ms', '200ms', '1s'),
  bulkhead: fc.record({
    calls: fc.integer({ min: 1, max: 30 }),
    queue: fc.integer({ min: 0, max: 30 }),
  }),
  rateLimit: fc.record({ rate: fc.constantFrom('20/s', '90/s'), burst: fc.constantFrom(1, 20) }),
  throttle: fc.record({ k: fc.constantFrom(1, 2), window: fc.constant('2s') }),
  concurrencyLimit: fc.record({
    kind: fc.constantFrom('aimd', 'gradient'),
    initial: fc.constantFrom(2, 20),
  }),
  fallback: fc.record({ kind: fc.constantFrom('value', 'cached', 'degraded'), on: failures }),
};

/** Of these, a pipeline holds one at most. */
const defer = fc.record({
  kind: fc.constant('defer'),
  on: failures,
  after: fc.constantFrom('0s', '1s'),
  drain: fc.constantFrom('5/s', '200/s'),
  capacity: fc.option(fc.constant(20), { nil: undefined }),
  tries: fc.constantFrom(1, 3),
});
const backup = fc.record({ kind: fc.constant('backup'), on: failures });

const policy = fc.oneof(
  ...Object.entries(POLICIES).map(([name, settings]) =>
    settings.map((decided) => ({ [name]: decided })),
  ),
);

const pipeline = fc
  .tuple(
    fc.array(policy, { maxLength: 5 }),
    ...[defer, backup].map((fallback) =>
      fc.array(
        fallback.map((settings) => ({ fallback: settings })),
        { maxLength: 1 },
      ),
    ),
  )
  .chain((policies) => {
    const all = policies.flat();
    return fc.shuffledSubarray(all, { minLength: all.length });
  });

const service = fc.record({
  capacity: fc.integer({ min: 1, max: 30 }),
  queue: fc.constantFrom(0, 50),
  latency: fc.constantFrom('100ms', { distribution: 'exponential', mean: '150ms' }),
  network: fc.option(fc.constant('5ms'), { nil: undefined }),
  failureRate: fc.constantFrom(0, 0.2, 1),
  declineRate: fc.constantFrom(0, 0.1),
  idempotencyKeys: fc.boolean(),
  cancellation: fc.constantFrom('none', 'on-timeout'),
  script: fc.constantFrom(
    [],
    [{ at: '2s', for: '2s', outage: 'hang' }],
    [{ at: '2s', failureRate: 1 }],
  ),
});

const scenario = fc.record({
  seed: fc.nat(),
  duration: fc.constant('6s'),
  traffic: fc.constantFrom(
    { arrivals: 'poisson', startRate: '100/s' },
    { arrivals: 'closed', clients: 30, think: '50ms' },
  ),
  paymentService: service,
  backupService: service,
  orderService: fc.record({
    instances: fc.constantFrom(1, 3),
    workers: fc.constantFrom(5, 200),
    backlog: fc.constantFrom(0, 20),
    pipeline,
  }),
});

function results(written: Written): readonly ArmResult[] {
  const decided = scenarioOf(written);
  const run = experiment(decided, armsOf(decided), { ticks: true }, {});
  for (;;) {
    const step = run.next();
    if (step.done) return step.value.arms;
  }
}

it('whatever the pipeline, nothing is lost and nothing counted twice, seen from outside', () => {
  fc.assert(
    fc.property(scenario, (written) => {
      for (const { totals, ticks } of results(written)) {
        const { arrived, ...outcomes } = totals.orders;
        expect(sum(outcomes)).toBe(arrived);
        for (const calls of [totals.calls, totals.backup!.calls]) {
          const { started, timedOut, ...ended } = calls;
          expect(sum(ended)).toBe(started);
          expect(timedOut).toBeLessThanOrEqual(ended.failed);
        }
        for (const name of Object.keys(totals.orders) as (keyof typeof outcomes)[]) {
          if (name === 'pending') continue;
          const perTick = ticks!.reduce((total, { orders }) => total + orders[name], 0);
          expect({ [name]: perTick }).toEqual({ [name]: totals.orders[name] });
        }
        const { deferred } = totals;
        expect(deferred === null ? 0 : deferred.drained + deferred.waiting).toBe(
          totals.orders.deferred,
        );
        expect(totals.backup!.paid).toBeLessThanOrEqual(totals.orders.paid);
      }
    }),
    { numRuns: 150 },
  );
});

it('whatever the pipeline, the same seed gives the same run', () => {
  fc.assert(
    fc.property(scenario, (written) => {
      expect(results(written)).toEqual(results(written));
    }),
    { numRuns: 20 },
  );
});

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
