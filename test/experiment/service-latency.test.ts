import { describe, expect, it } from 'vitest';
import type { ArmResult } from '../../src/experiment/result.ts';
import { resultSchema } from '../../src/experiment/result-schema.ts';
import { decode } from '../../src/kernel/settings.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { compared } from './runs.ts';

/** Every order ends, and with it the run: nothing is in flight. */
function ended(services: Written, more: Written = {}): ArmResult {
  const traffic = { arrivals: 'closed', clients: 20, orders: 3000, think: '50ms' };
  return compared(scenarioOf({ duration: '1h', seed: 3, traffic, services, ...more })).arms[0]!;
}

const exponential = (mean: number) => ({ distribution: 'exponential', mean: `${mean}ms` });

/** How long all requests took that a service answered, and all calls that it made, in ms. */
function sums({ services, links }: ArmResult, name: string): { own: number; calls: number } {
  const { requests, latencyMs } = services![name]!;
  const answered = requests.received - requests.pending - requests.stopped;
  const calls = Object.values(links![name] ?? {}).map(
    (link) => (link.callLatencyMs?.mean ?? 0) * (link.calls.started - link.calls.blocked),
  );
  return {
    own: (latencyMs?.mean ?? 0) * answered,
    calls: calls.reduce((sum, ms) => sum + ms, 0),
  };
}

describe("a service's own latency", () => {
  it('is its wait, its work and its calls, one after the other: no less than the calls', () => {
    const arm = ended({
      shop: {
        capacity: 8,
        calls: [
          { to: 'fraud', pipeline: [{ fallback: { kind: 'value' } }, { timeout: '80ms' }] },
          { to: 'pay', pipeline: [{ retry: { calls: 3 } }, { timeout: '300ms' }] },
        ],
      },
      fraud: { capacity: 4, latency: exponential(40), calls: [{ to: 'score' }] },
      score: { capacity: 2, latency: exponential(10) },
      pay: { charges: true, capacity: 6, latency: exponential(90), failureRate: 0.1 },
    });
    for (const name of ['shop', 'fraud']) {
      const { own, calls } = sums(arm, name);
      expect(calls).toBeGreaterThan(0);
      expect(own).toBeGreaterThanOrEqual(calls);
    }
    // The shop has no work of its own: what is left is its queue, and the back-off between retries.
    expect(arm.services!.shop!.queueWaitMs!.mean).toBeGreaterThan(0);
    // Nobody gives up on score: the one end of the call sees what the other does.
    expect(arm.services!.score!.latencyMs).toEqual(arm.links!.fraud!.score!.callLatencyMs);
  });

  it('leaves out the way, which its caller waits for too', () => {
    const arm = ended({
      shop: { calls: [{ to: 'pay' }] },
      pay: { charges: true, latency: '20ms', network: '15ms' },
    });
    expect(arm.services!.pay!.latencyMs).toMatchObject({ mean: 20, p99: 20 });
    expect(arm.links!.shop!.pay!.callLatencyMs).toMatchObject({ mean: 50, p99: 50 });
    expect(arm.services!.shop!.latencyMs).toMatchObject({ mean: 50, max: 50 });
  });

  it('goes on where the caller gives up, is nothing where it refuses, and is not told of what hangs', () => {
    const timeline: [string, Written, object | null][] = [
      ['gives up', { latency: '100ms' }, { p50: 100, max: 100 }],
      [
        'refuses',
        { latency: '100ms', script: [{ at: '0s', outage: 'refuse' }] },
        { p50: 0, max: 0 },
      ],
      ['hangs', { latency: '100ms', script: [{ at: '0s', outage: 'hang' }] }, null],
    ];
    for (const [, pay, expected] of timeline) {
      const arm = ended({
        shop: { calls: [{ to: 'pay', pipeline: [{ timeout: '30ms' }] }] },
        pay: { charges: true, ...pay },
      });
      const { latencyMs } = arm.services!.pay!;
      if (expected === null) expect(latencyMs).toBeNull();
      else expect(latencyMs).toMatchObject(expected);
    }
  });

  it('of a tick is that of what was answered in it', () => {
    const result = compared(
      scenarioOf({
        duration: '30s',
        tick: '10s',
        traffic: { arrivals: 'evenly-spaced', startRate: 10 },
        services: {
          shop: { calls: [{ to: 'pay' }] },
          pay: {
            charges: true,
            latency: '40ms',
            script: [{ at: '10s', for: '10s', latency: 'x3' }],
          },
        },
      }),
    );
    const seen = result.arms[0]!.ticks!.map(({ services }) => services!.pay!.latencyMs?.p50);
    expect(seen).toEqual([40, 120, 40]);
  });

  it('is judged by thresholds, and is unknown to results of old', () => {
    const result = compared(
      scenarioOf({
        duration: '10s',
        traffic: { arrivals: 'evenly-spaced', startRate: 10 },
        services: { shop: { calls: [{ to: 'pay' }] }, pay: { charges: true, latency: '40ms' } },
        thresholds: [
          'as written: services.pay.latencyMs.p99 <= 40ms',
          'as written: services.shop.latencyMs.mean < 40ms',
          'as written: services.shop.queueWaitMs.max == 0ms',
        ],
      }),
    );
    expect(result.thresholds!.map(({ verdict }) => verdict)).toEqual([
      'passed',
      'failed',
      'passed',
    ]);
    const old = structuredClone(result) as unknown as {
      arms: { services: Record<string, { latencyMs?: unknown }> }[];
    };
    for (const service of Object.values(old.arms[0]!.services)) delete service.latencyMs;
    expect(decode(resultSchema, old).arms[0]!.services!.pay!.latencyMs).toBeNull();
  });
});
