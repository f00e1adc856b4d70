import { describe, expect, test } from 'vitest';
import { normalAt } from '../../../src/experiment/incident/normal.ts';
import { Stretch } from '../../../src/experiment/incident/stretch.ts';

/** A window of ten orders, all of which are normally paid; the trouble is over at 100 s. */
const NORMAL = normalAt(1, 10)!;
const UNTIL_MS = 100_000;

/** One order a second from `fromS` on, told as `+` (paid) and `-`, with `x20` for as many. */
function judged(fromS: number, story: string, endMs = Number.POSITIVE_INFINITY) {
  const stretch = new Stretch(NORMAL, UNTIL_MS);
  const orders = story
    .split(' ')
    .flatMap((run) => Array.from({ length: Number(/\d+/.exec(run)?.[0] ?? 1) }, () => run[0]));
  for (const [i, order] of orders.entries()) stretch.note((fromS + i) * 1_000, order === '+');
  return stretch.judge(Math.min(endMs, (fromS + orders.length) * 1_000));
}

describe('a stretch of orders after a trouble began', () => {
  // story from second 80 on | ending | hurt at | recovered at | normal from | relapses
  test.each([
    ['+40', 'unhurt', null, null, null, 0],
    ['+5 -1 +34', 'unhurt', null, null, null, 0],
    ['+5 -25 +20', 'recovered', 85, 110, null, 0],
    ['-10 +40', 'recovered', 80, 90, null, 0],
    ['-25 +12 -4 +20', 'recovered', 80, 121, null, 1],
    ['-25 +12 -2 +20', 'recovered', 80, 105, null, 0],
    ['-40', 'not recovered', 80, null, null, 0],
    ['-35 +5', 'unproven', 80, null, 115, 0],
    ['-25 +10 -5 +10 -5 +2 -8', 'relapsing', 80, null, null, 2],
    ['-24', 'too short', 80, null, null, 0],
    ['-1 +1', 'too short', null, null, null, 0],
    ['-20', 'lasting', 80, null, null, 0],
    ['-9 +11', 'lasting', 80, 89, null, 0],
  ] as const)('%s: %s', (story, ending, hurtS, recoveredS, normalS, relapses) => {
    const ms = (seconds: number | null) => (seconds === null ? null : seconds * 1_000);
    expect(judged(80, story)).toEqual({
      ending,
      hurtAtMs: ms(hurtS),
      recoveredAtMs: ms(recoveredS),
      normalFromMs: ms(normalS),
      relapses,
    });
  });
});

describe('what is normal', () => {
  test('a window brings as many payments as were usual, less a tenth', () => {
    expect(normalAt(1, 100)).toEqual({ orders: 100, paid: 90, farBelow: 75 });
  });

  test('where fewer orders are paid, the window is longer and leaves room for chance', () => {
    const { orders, paid, farBelow } = normalAt(0.5, 100)!;
    expect(orders).toBe(200);
    expect(paid).toBeCloseTo(100 - 5 * Math.sqrt(100 * 0.5), 9);
    expect(farBelow).toBe(paid);
  });

  test('where next to nothing was paid, there is nothing to return to', () => {
    expect(normalAt(0.009, 100)).toBeNull();
  });
});
