import { describe, expect, it } from 'vitest';
import { blockedShare, finiteQueue, meanWaitMG1, meanWaitMMc, retried } from './queueing-theory.ts';
import { estimate, expectAgreement, expectLittlesLaw, replications } from './replications.ts';

/**
 * The engine against the closed forms of queueing theory. Runs start empty; they last so many hundred
 * times the time in which a queue forgets its start (1 / μ(1 − √ρ)² for M/M/1) that what this takes
 * from the means is a small part of their standard errors.
 */

const HOUR = 3_600_000;
const MEAN = 100;
const EXPONENTIAL = { distribution: 'exponential', mean: `${MEAN}ms` };

interface Queue {
  readonly perSecond: number;
  readonly latency: unknown;
  readonly capacity: number;
  readonly queue?: number;
  readonly durationMs: number;
}

/** Twenty runs of Poisson orders at the PaymentService alone; each obeys Little's law. */
function queueRuns({ perSecond, latency, capacity, queue, durationMs }: Queue) {
  const runs = replications({
    duration: `${durationMs}ms`,
    traffic: { arrivals: 'poisson', startRate: perSecond },
    paymentService: { latency, capacity, ...(queue !== undefined && { queue }) },
  });
  if (queue === undefined) expectLittlesLaw(runs, durationMs, capacity);
  return {
    wait: estimate(runs, ({ queueWaitMs }) => queueWaitMs!.mean),
    queued: estimate(runs, ({ paymentService }) => paymentService.meanQueued),
    utilisation: estimate(runs, ({ paymentService }) => paymentService.utilisation!),
    refused: estimate(
      runs,
      ({ paymentService, orders }) => paymentService.refused / orders.arrived,
    ),
  };
}

describe('queues', () => {
  it('M/M/1: the wait is ρ / (μ − λ), the queue ρ² / (1 − ρ)', () => {
    const one = { perSecond: 6, latency: EXPONENTIAL, capacity: 1, durationMs: HOUR };
    const { wait, queued, utilisation } = queueRuns(one);
    expectAgreement(wait, meanWaitMMc(1, 0.006, 0.01));
    expectAgreement(queued, 0.6 ** 2 / 0.4);
    expectAgreement(utilisation, 0.6);
  });

  it.each([
    [5, 40, HOUR / 2],
    [10, 80, HOUR / 3],
  ])('M/M/%i at %i/s: the wait is that of Erlang C', (capacity, perSecond, durationMs) => {
    const many = { perSecond, latency: EXPONENTIAL, capacity, durationMs };
    const { wait, queued } = queueRuns(many);
    const theory = meanWaitMMc(capacity, perSecond / 1000, 1 / MEAN);
    expectAgreement(wait, theory);
    expectAgreement(queued, (theory * perSecond) / 1000);
  });

  it.each([
    [1, 3, 12],
    [3, 5, 40],
    [10, 0, 90],
  ])('M/M/%i with %i places to wait at %i/s: refusals and queue', (capacity, queue, perSecond) => {
    const finite = { perSecond, latency: EXPONENTIAL, capacity, queue, durationMs: HOUR / 6 };
    const { refused, queued } = queueRuns(finite);
    const theory = finiteQueue(capacity, capacity + queue, perSecond, 10);
    expectAgreement(refused, theory.blocked);
    if (queue > 0) expectAgreement(queued, theory.meanQueued);
    else expect(queued.mean).toBe(0);
  });

  /** Of a lognormal law: σ = ln(p95 / median) / z95, the mean median · e^(σ²/2). */
  const sigma = Math.log(240 / 80) / 1.644853627;
  it.each([
    ['M/D/1', `${MEAN}ms`, MEAN, 0],
    ['gamma, shape 4', { distribution: 'gamma', mean: `${MEAN}ms`, shape: 4 }, MEAN, 1 / 4],
    ['gamma, shape 1/2', { distribution: 'gamma', mean: `${MEAN}ms`, shape: 0.5 }, MEAN, 2],
    ['uniform', { distribution: 'uniform', min: 0, max: `${2 * MEAN}ms` }, MEAN, 1 / 3],
    [
      'lognormal',
      { distribution: 'lognormal', median: '80ms', p95: '240ms' },
      80 * Math.exp(sigma ** 2 / 2),
      Math.exp(sigma ** 2) - 1,
    ],
  ])(
    'M/G/1, %s: the wait is that of Pollaczek and Khinchine',
    (_, latency, mean, squaredVariation) => {
      const { wait } = queueRuns({ perSecond: 5, latency, capacity: 1, durationMs: 1.5 * HOUR });
      expectAgreement(wait, meanWaitMG1(0.005, mean, squaredVariation));
    },
  );
});

describe('retries', () => {
  it.each([
    [1, 0.1],
    [3, 0.4],
    [9, 0.8],
  ])('%i retries of calls that fail with probability %f: success and load', (retries, p) => {
    const runs = replications({
      duration: '5m',
      traffic: { arrivals: 'poisson', startRate: '50/s' },
      paymentService: { latency: 0, failureRate: p },
      orderService: {
        pipeline: [{ retry: { calls: retries + 1, backoff: { kind: 'fixed', delay: 0 } } }],
      },
    });
    const theory = retried(retries, p);
    expectAgreement(
      estimate(runs, ({ orders }) => orders.paid / orders.arrived),
      theory.success,
    );
    expectAgreement(
      estimate(runs, ({ orders, calls }) => calls.started / orders.arrived),
      theory.callsPerOrder,
    );
  });
});

describe('a consecutive-failures breaker under Poisson calls', () => {
  it.each([
    { p: 0.4, failures: 3, successes: 1, openMs: 2000 },
    { p: 0.5, failures: 5, successes: 1, openMs: 500 },
    { p: 0.2, failures: 2, successes: 3, openMs: 400 },
    { p: 0.7, failures: 1, successes: 2, openMs: 100 },
  ])('blocks in the long run what its renewal formula says: %j', ({ openMs, ...cycle }) => {
    const runs = replications({
      duration: '15m',
      traffic: { arrivals: 'poisson', startRate: '50/s' },
      paymentService: { latency: 0, failureRate: cycle.p },
      orderService: {
        pipeline: [
          {
            breaker: {
              trip: { kind: 'consecutive-failures', failures: cycle.failures },
              open: { kind: 'fixed', duration: `${openMs}ms` },
              probe: { permits: 1, successes: cycle.successes },
            },
          },
        ],
      },
    });
    expectAgreement(
      estimate(runs, ({ calls }) => calls.blocked / calls.started),
      blockedShare({ ...cycle, callsPerOpenTime: (50 * openMs) / 1000 }),
    );
  });
});
