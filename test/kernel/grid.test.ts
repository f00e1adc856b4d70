import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRID_PER_MS, toGrid } from '../../src/kernel/grid.ts';

/** Any instant of a century, as a whole number of grid steps. */
const steps = fc.integer({ min: 0, max: 36_500 * 86_400_000 * GRID_PER_MS });

describe('the grid of virtual time', () => {
  it.each([
    [0, 0],
    [1, 1],
    [0.1, 102 / 1024],
    [1 / 2048, 1 / 1024],
    [0.0004, 0],
    [1e12 + 0.3, 1e12 + 307 / 1024],
  ])('%s ms is at %s', (ms, instant) => {
    expect(toGrid(ms)).toBe(instant);
  });

  it('leaves its own instants where they are', () => {
    fc.assert(fc.property(steps, (n) => toGrid(n / GRID_PER_MS) === n / GRID_PER_MS));
  });

  it('is exact: what is added can be taken away, in any order', () => {
    fc.assert(
      fc.property(steps, steps, (a, b) => {
        const openedAt = a / GRID_PER_MS;
        const openMs = b / GRID_PER_MS;
        const now = openedAt + openMs;
        expect(now - openedAt).toBe(openMs);
        expect(now).toBe((a + b) / GRID_PER_MS);
      }),
    );
  });

  it('rounds by half a step at most', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e12, noNaN: true }), (ms) => {
        expect(Math.abs(toGrid(ms) - ms)).toBeLessThanOrEqual(0.5 / GRID_PER_MS);
      }),
    );
  });
});
