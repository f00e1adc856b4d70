import { describe, expect, test } from 'vitest';
import { Pairing } from '../../src/experiment/pairing.ts';
import { OUTCOME } from '../../src/services/outcome.ts';

const { successful, failed, blocked } = OUTCOME;

describe('two arms set side by side', () => {
  test.each([
    ['blocked, and paid without the breaker', successful, blocked, 'cost'],
    ['paid, and failed without it', failed, successful, 'gain'],
    ['paid in both', successful, successful, 'neither'],
    ['paid in neither', failed, blocked, 'neither'],
    ['failed, and paid without it: not the price of blocking', successful, failed, 'neither'],
  ] as const)('%s', (_, baseline, candidate, side) => {
    const ahead = new Pairing();
    ahead.onCandidateEnd(7, candidate, 500);
    ahead.onBaselineEnd(7, baseline, 500);
    const behind = new Pairing();
    behind.onBaselineEnd(7, baseline, 500);
    behind.onCandidateEnd(7, candidate, 500);
    for (const { cost, gain } of [ahead, behind]) {
      const tally = (wanted: string) => ({
        orders: Number(side === wanted),
        amountCents: side === wanted ? 500 : 0,
      });
      expect({ cost, gain }).toEqual({ cost: tally('cost'), gain: tally('gain') });
    }
  });

  test('one may be any number of orders ahead, as in a closed loop', () => {
    // More than a Map holds, which is 2^24.
    const orders = 2 ** 24 + 2;
    const pairing = new Pairing();
    for (let number = 0; number < orders; number++) pairing.onCandidateEnd(number, blocked, 1);
    for (let number = orders - 1; number >= 0; number -= 2 ** 12) {
      pairing.onBaselineEnd(number, successful, 1);
    }
    expect(pairing.cost.orders).toBe(2 ** 12 + 1);
  });
});
