import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BreakerTransition,
  CircuitBreaker,
  type CircuitBreakerSettings,
  virtualClock,
} from '../../src/index.ts';
import type { CallEntry } from '../../src/model/books/witness.ts';
import { createWorld } from '../../src/model/world.ts';
import { scenarioOf } from '../model/scenarios.ts';

/**
 * One trace, twice: what the simulator's calls met, and when, is played to `execute` on a virtual clock. The
 * library must block the same calls and change its state at the same instants for the same reasons.
 */

interface Trace {
  readonly calls: readonly CallEntry[];
  readonly transitions: readonly BreakerTransition[];
}

function simulated(breaker: CircuitBreakerSettings, seed: number): Trace {
  const scenario = scenarioOf({
    seed,
    duration: '30s',
    // No more orders at the end: a call in flight then would not be in the trace.
    traffic: {
      arrivals: 'poisson',
      startRate: '40/s',
      stages: [
        { duration: '28s', target: '40/s' },
        { duration: '0s', target: 0 },
      ],
    },
    paymentService: {
      capacity: 20,
      queue: 10,
      latency: { distribution: 'exponential', mean: '150ms' },
      failureRate: '5%',
      declineRate: '5%',
      script: [
        { at: '5s', for: '4s', failureRate: '70%' },
        { at: '14s', for: '5s', latency: 'x4' },
        { at: '24s', for: '2s', outage: 'hang' },
      ],
    },
    orderService: { pipeline: [{ breaker }, { timeout: '600ms' }] },
  });
  const calls: CallEntry[] = [];
  const transitions: BreakerTransition[] = [];
  const world = createWorld(scenario, {
    orders: { ended: () => {}, settled: () => {} },
    onTransition: (transition) => transitions.push(transition),
    onCall: (entry) => calls.push(entry),
    ticks: false,
    keepsLives: false,
    follower: undefined,
  });
  world.agenda.runUntil(30_000, Number.POSITIVE_INFINITY);
  world.witness!.flush();
  return { calls, transitions };
}

const timedOut = Object.assign(new Error('timed out'), { name: 'TimeoutError' });

/** Plays the calls of a trace; the simulator's failures come back as errors, so `refused` is unknown here. */
async function shipped(settings: CircuitBreakerSettings, { calls }: Trace): Promise<Trace> {
  const clock = virtualClock();
  const breaker = new CircuitBreaker(settings, { clock });
  const transitions: BreakerTransition[] = [];
  breaker.on('stateChange', (transition) => transitions.push(transition));
  const blocked = new Set<CallEntry>();
  for (const call of [...calls].sort((a, b) => a.startedMs - b.startedMs)) {
    clock.setTimer(call.startedMs, () => {
      const task = async (): Promise<string> => {
        await new Promise<void>((resolve) => {
          clock.setTimer(call.atMs - call.startedMs, resolve);
        });
        if (call.outcome === 'timed out') throw timedOut;
        if (call.outcome === 'failed') throw new Error('failed');
        return call.outcome;
      };
      breaker.execute(task).catch((error: Error) => {
        if (error.name === 'CircuitOpenError') blocked.add(call);
      });
    });
  }
  await clock.advanceAsync('30s');
  const seen = calls.map((call) =>
    blocked.has(call) ? { ...call, outcome: 'blocked' as const } : call,
  );
  return { calls: seen, transitions };
}

const TRIPS: readonly CircuitBreakerSettings['trip'][] = [
  { kind: 'consecutive-failures', failures: 4 },
  { kind: 'failure-count', failures: 6, window: { time: '2s' } },
  { kind: 'failure-rate', window: { time: '3s' } },
  { kind: 'failure-rate', rate: '40%', window: { calls: 30 } },
  { kind: 'slow-call-rate', slow: '400ms', rate: '30%' },
  { kind: 'latency', statistic: 'mean', limit: '350ms' },
  { kind: 'latency', statistic: 'p90', limit: '550ms', window: { time: '2s' } },
  { kind: 'timeout-share', rate: '40%' },
  { kind: 'error-classes', score: 12, window: { time: '2s' }, weights: { refused: 1 } },
  { kind: 'adaptive', share: '30%', window: { time: '2s' } },
  {
    kind: 'any-of',
    policies: [
      { kind: 'timeout-share', rate: '50%' },
      { kind: 'consecutive-failures', failures: 5 },
    ],
  },
  {
    kind: 'all-of',
    policies: [
      { kind: 'failure-rate', rate: '30%', window: { time: '3s' } },
      { kind: 'slow-call-rate', slow: '200ms', rate: '30%' },
    ],
  },
  { kind: 'consecutive-failures', failures: 3, clearedEvery: '700ms' },
  { kind: 'failure-rate', strict: true, judged: 'at-every-result', window: { calls: 12 } },
  { kind: 'failure-rate', judged: { every: '500ms' }, window: { time: '2s', buckets: 4 } },
  { kind: 'failure-rate', rate: '30%', window: { time: '2s', buckets: 1 } },
  { kind: 'failure-rate', rate: '30%', window: { time: '2s', buckets: 10, of: 'started' } },
];

const OPENS: readonly CircuitBreakerSettings['open'][] = [
  { kind: 'fixed', duration: '1500ms' },
  { kind: 'exponential', initial: '500ms', healthy: '5s' },
  { kind: 'retry-after', fallback: '2s' },
  { kind: 'fixed', duration: '300ms', from: 'last-failure' },
  { kind: 'failure-share', shortest: '300ms', longest: '3s', calls: 15 },
];

const PROBES: readonly CircuitBreakerSettings['probe'][] = [
  { permits: 2, successes: 3 },
  { permits: 1, successes: 1, lease: '300ms' },
  { kind: 'success-ratio', probes: 6, ratio: '60%', permits: 3 },
  { kind: 'gradual-recovery', every: '700ms', minimumCalls: 2, failureRate: '40%' },
  { kind: 'failure-rate', probes: 8, minimumCalls: 5, rate: '40%', slow: '300ms' },
  { permits: 2, successes: 2, limit: { time: '400ms' } },
  { permits: 2, successes: 2, limit: { time: '400ms', to: 'closed' } },
];

const WHOLES: readonly CircuitBreakerSettings[] = [
  {},
  {},
  { late: 'as-probes' },
  { late: 'as-calls' },
  { keepsCounts: true, late: 'as-probes' },
  { warmUp: '6s' },
];

describe('a breaker in the library is the one in the simulator', () => {
  it.each(TRIPS.map((trip) => [JSON.stringify(trip), trip] as const))('%s', async (_, trip) => {
    let changes = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...OPENS),
        fc.constantFrom(...PROBES),
        fc.constantFrom(...WHOLES),
        fc.nat(),
        async (open, probe, whole, seed) => {
          const settings = { ...whole, trip, open, probe };
          const trace = simulated(settings, seed);
          changes += trace.transitions.length;
          expect(await shipped(settings, trace)).toEqual(trace);
        },
      ),
      { numRuns: 8 },
    );
    expect(changes).toBeGreaterThan(10);
  });
});
