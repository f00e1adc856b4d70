import type { Page } from 'playwright-core';
import { turn } from './hands.ts';

/** Bytes that the page holds after so many runs, each of another setting, and after so many more. */
export async function heapAfter(page: Page, counts: readonly number[]): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const whole = page.locator('.status[data-standing=whole]');
  const held: number[] = [];
  for (let run = 1; run <= Math.max(...counts); run++) {
    await turn(page, 'paymentService.failureRate', 10 + (run % 7));
    await whole.waitFor({ state: 'attached' });
    if (!counts.includes(run)) continue;
    // Twice: what a finaliser lets go is free with the next.
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    held.push((await session.send('Runtime.getHeapUsage')).usedSize);
  }
  return held;
}
