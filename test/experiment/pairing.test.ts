import { describe, expect, test } from 'vitest';
import { Pairing } from '../../src/experiment/pairing.ts';
import { OUTCOME } from '../../src/model/outcome.ts';

const { successful, failed, blocked } = OUTCOME;

describe('two arms set side by side', () => {
  test.each([
    ['blocked, and paid without the breaker', successful, blocked, 'cost'],
    ['paid, and failed without it', failed, successful, 'gain'],
    ['paid in both', successful, successful, 'neither'],
    ['paid in neither', failed, blocked, 'neither'],
    ['failed, and paid without it: not the price of blocking', successful, failed, 'loss'],
  ] as const)('%s', (_, baseline, candidate, side) => {
    const ahead = new Pairing();
    ahead.candidate.ended(7, candidate, 500, 0, 0);
    ahead.baseline.ended(7, baseline, 500, 0, 0);
    const behind = new Pairing();
    behind.baseline.ended(7, baseline, 500, 0, 0);
    behind.candidate.ended(7, candidate, 500, 0, 0);
    const tally = (...sides: string[]) => ({
      orders: Number(sides.includes(side)),
      amountCents: sides.includes(side) ? 500 : 0,
    });
    for (const { cost, loss, gain } of [ahead, behind]) {
      expect({ cost, loss, gain }).toEqual({
        cost: tally('cost'),
        loss: tally('cost', 'loss'),
        gain: tally('gain'),
      });
    }
  });

  test('one may be any number of orders ahead, as in a closed loop', () => {
    // More than a Map holds, which is 2^24.
    const orders = 2 ** 24 + 2;
    const pairing = new Pairing();
    for (let number = 0; number < orders; number++)
      pairing.candidate.ended(number, blocked, 1, 0, 0);
    for (let number = orders - 1; number >= 0; number -= 2 ** 12) {
      pairing.baseline.ended(number, successful, 1, 0, 0);
    }
    expect(pairing.cost.orders).toBe(2 ** 12 + 1);
  });
});
