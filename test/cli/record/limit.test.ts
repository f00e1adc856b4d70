import { describe, expect, it } from 'vitest';
import { retold } from '../../../src/cli/record/simulated.ts';
import { recordedScenario } from '../../../src/experiment/recording/recorded-scenario.ts';
import { unknownsOf } from '../../../src/experiment/recording/unknowns.ts';
import type { Recording } from '../../../src/scenario/recording/recording.ts';
import { fromCsv, fromLog, tracesOf } from '../../experiment/recording/recorded.ts';

const SILENT = {
  progress: { show: () => {}, erase: () => {} },
  interruption: { requested: false, whenRequested: new Promise<void>(() => {}), release: () => {} },
  ascii: true,
};

/** A service whose only trouble is a peak, of so many orders a second. */
const peak = (perSecond: number, service: string) => `
duration: 10m
tick: 5s
traffic:
  arrivals: poisson
  startRate: 60/s
  stages:
    - { duration: 3m, target: 60/s }
    - { duration: 1m, target: ${perSecond}/s }
    - { duration: 1m, target: ${perSecond}/s }
    - { duration: 1m, target: 60/s }
paymentService: { latency: { distribution: lognormal, median: 150ms, p95: 300ms }, failureRate: 1%, ${service} }`;

async function told(recording: Recording) {
  const { scenario, yaml, reproduction, nearestLimit } = await retold(
    recording,
    recordedScenario(recording),
    SILENT,
  );
  const says = unknownsOf(recording, scenario, nearestLimit, 'x.yaml')[0]!.says;
  return { capacity: scenario.capacity, nearestLimit, yaml, says, reproduction };
}

describe('the capacity is known where overload shows it', () => {
  it.each([1, 2])('a peak beyond it, seed %i', async (seed) => {
    const { capacity, yaml, says } = await told(
      fromCsv(tracesOf(peak(170, 'capacity: 20'), seed).csv),
    );
    expect(capacity).toBeGreaterThanOrEqual(18);
    expect(capacity).toBeLessThanOrEqual(22);
    expect(yaml).toContain(`  capacity: ${capacity}\n`);
    expect(yaml).not.toContain('latency: x');
    expect(says).toContain('stands in the file');
  });

  it('a peak that the service bears shows none', async () => {
    const { capacity, nearestLimit, says } = await told(
      fromLog(tracesOf(peak(170, 'capacity: 60'), 1).log),
    );
    expect([capacity, nearestLimit]).toEqual([null, null]);
    expect(says).toContain('No overload is to be seen');
  });

  it('nor does a slow stretch that has nothing to do with the rate', async () => {
    const script = 'script: [{ at: 7m, for: 1m, latency: x4 }]';
    const { capacity, nearestLimit, yaml } = await told(
      fromCsv(tracesOf(peak(170, script), 1).csv),
    );
    expect([capacity, nearestLimit]).toEqual([null, null]);
    expect(yaml).toContain('{ at: 7m, for: 1m, latency: x');
  });
});
