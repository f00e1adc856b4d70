/** What the lab holds after 50 runs and after 500, in MB: `npx tsx test/bench/lab-heap.ts`. */
import { heapAfter } from '../lab/heap.ts';
import { inChromium } from './lab-visit.ts';

await inChromium('classic', async (page) => {
  const [early, late] = await heapAfter(page, [50, 500]);
  const [before, after] = [early!, late!].map((bytes) => (bytes / 2 ** 20).toFixed(1));
  const more = (100 * (late! / early! - 1)).toFixed(1);
  process.stdout.write(`after 50 runs ${before} MB, after 500 ${after} MB: ${more} % more\n`);
});
