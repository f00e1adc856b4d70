import { expect, it } from 'vitest';
import { exceptions } from './flagship.ts';

/** Half of a hundred seeds: vitest gives each file a core. */
it('the flagship, seeds 1 to 50: down for good without breaker, back within one open period with it', () => {
  const { collapse, recovery, recoveryInTime } = exceptions(1);
  expect(collapse).toEqual([]);
  expect(recovery).toEqual([]);
  // A probe of the healthy service fails (1 %) or times out (e^-5) now and then. With three in a row to
  // succeed that reopens the circuit in 1 - (0.99 (1 - e^-5))^3 = 5 % of cases, and another period passes.
  expect(recoveryInTime.length).toBeLessThanOrEqual(3);
}, 240_000);
