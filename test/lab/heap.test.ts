import { expect, test } from 'vitest';
import { heapAfter } from './heap.ts';
import { inLab } from './lab-page.ts';

// The full length, 500 runs against 50, is `npx tsx test/bench/lab-heap.ts`.
test('a hundred runs hold no more than twenty did, but for a fifth', async (context) => {
  const { page, faults } = await inLab(context);
  const [early, late] = await heapAfter(page, [20, 100]);
  expect(late! / early!).toBeLessThan(1.2);
  expect(faults).toEqual([]);
}, 120_000);
