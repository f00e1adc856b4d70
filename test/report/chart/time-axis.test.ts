import { describe, expect, test } from 'vitest';
import { timeLabel, timeTicks } from '../../../src/report/chart/time-axis.ts';

const labels = (durationMs: number, most: number): string =>
  timeTicks(durationMs, most).map(timeLabel).join(' ');

describe('instants on an axis', () => {
  test.each([
    [600_000, 11, '0 1m 2m 3m 4m 5m 6m 7m 8m 9m 10m'],
    [600_000, 6, '0 2m 4m 6m 8m 10m'],
    [600_000, 2, '0 10m'],
    [45_000, 6, '0 10s 20s 30s 40s'],
    [90, 4, '0 50ms'],
    [86_400_000, 8, '0 4h 8h 12h 16h 20h 1d'],
  ])('of %d ms, at most %d: %s', (durationMs, most, expected) => {
    expect(labels(durationMs, most)).toBe(expected);
  });

  test('of a run longer than any step', () => {
    expect(timeTicks(1e12, 3)).toEqual([0, 5e11, 1e12]);
  });
});
