import { expect, it } from 'vitest';
import { seedsWithout } from './flagship.ts';

/** Half of a hundred seeds: vitest gives each file a core. At most two of a half may go otherwise. */
it('the flagship, seeds 51 to 100: down for good without breaker, back within one open period with it', () => {
  const seeds = seedsWithout(51);
  expect(seeds.collapse.length).toBeLessThanOrEqual(2);
  expect(seeds.recoveryWithinOneOpenPeriod.length).toBeLessThanOrEqual(2);
  // Back by the clock, ten seconds after the bad minute, are fewer: a probe of the healthy service fails
  // (1 %) or times out (e^-5) now and then, and with ten in a row to succeed that reopens the circuit in
  // 1 - (0.99 (1 - e^-5))^10 = 15 % of cases: 7.7 of fifty, standard deviation 2.6.
  expect(seeds.recoveryOnTheClock.length).toBeLessThanOrEqual(7.7 + 3 * 2.6);
}, 120_000);
