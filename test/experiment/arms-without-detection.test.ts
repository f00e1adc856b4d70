import { describe, expect, it } from 'vitest';
import { armsOf } from '../../src/experiment/arms.ts';
import { scenarioOf } from '../model/scenarios.ts';

describe('outlier detection as something to go without', () => {
  const arms = armsOf(
    scenarioOf({
      duration: '20s',
      traffic: { arrivals: 'evenly-spaced', startRate: 10 },
      services: {
        checkout: { calls: [{ to: 'stripe' }] },
        stripe: {
          latency: '100ms',
          instances: 4,
          outlierDetection: { consecutiveFailures: 3 },
          script: [{ at: '0s', failureRate: 1, instance: 2 }],
        },
      },
      arms: { none: { without: ['outlierDetection'] }, ejecting: {} },
    }),
  );

  it('sets an arm apart', () => {
    const detections = arms.map(({ settings }) => settings!.services!.stripe!.outlierDetection);
    expect(detections.map((one) => one?.consecutiveFailures)).toEqual([undefined, 3]);
  });
});
