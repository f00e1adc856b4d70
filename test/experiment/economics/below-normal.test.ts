import { describe, expect, test } from 'vitest';
import { BelowNormal, paymentsIn } from '../../../src/experiment/economics/below-normal.ts';

/** One order a second, told as `+` (paid) and `-`, with `x20` for as many; windows of ten payments. */
function secondsBelow(story: string, share = 1): number | null {
  const below = new BelowNormal(10);
  const orders = story
    .split(' ')
    .flatMap((run) => Array.from({ length: Number(/\d+/.exec(run)?.[0] ?? 1) }, () => run[0]));
  for (const [i, order] of orders.entries()) below.note(i * 1_000, order === '+', share);
  const ms = below.finish(orders.length * 1_000);
  return ms === null ? null : ms / 1_000;
}

describe('time below normal', () => {
  test.each([
    ['+40', 0],
    ['-40', 40],
    ['+10 -10 +20', 10],
    ['+5 -10 +25', 20],
    ['+15 -1 +24', 10],
    ['+30 -5', 5],
  ] as const)('where every order is paid as a rule, %s: %d s', (story, seconds) => {
    expect(secondsBelow(story)).toBe(seconds);
  });

  // 20 orders a window, 10 of them paid; four standard deviations of the binomial are 4 * sqrt(5) = 8.9.
  test.each([
    ['+3 -17 +20', 0],
    ['+2 -18 +20', 0],
    ['+1 -19 +20', 20],
  ] as const)('where every other is, chance may take some: %s: %d s', (story, seconds) => {
    expect(secondsBelow(story, 0.5)).toBe(seconds);
  });

  test('is not told where next to nothing was paid before', () => {
    expect(secondsBelow('-40', 0.005)).toBeNull();
  });

  test('is measured on a thousand payments, in a run of few orders on a fiftieth', () => {
    expect([1e6, 50_000, 5_000, 10, 0].map(paymentsIn)).toEqual([1_000, 1_000, 100, 1, 1]);
  });

  test('knows one loss in a hundred of a thousand', () => {
    const below = new BelowNormal(1_000);
    for (let i = 0; i < 2_000; i++) below.note(i, i >= 1_000 || i >= 11, 1);
    expect(below.finish(2_000)).toBe(1_000);
  });
});
