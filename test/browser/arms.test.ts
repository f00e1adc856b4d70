import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { newVisit } from './browser.ts';
import { flagshipJson, pageFile } from './report-page.ts';

const VARIED = 'orderService.pipeline.breaker.open.duration=2s..60s/8log';
const brief = ['--duration', '1m', '--tick', '5s'];
const result: Result = JSON.parse(
  await flagshipJson(...brief, '--arm', 'none: without breaker', '--vary', VARIED),
);
/** Six charts, but the flagship has no backup; calls and states apart. */
const CHARTS = 6;
const SIDE_BY_SIDE = 6;

describe('the page of ten arms', () => {
  test.for([390, 1280, 3840])(
    'ranks them all and draws six, %i px wide',
    async (width, context) => {
      const visit = await newVisit(context);
      const { page, faults } = visit;
      await page.setViewportSize({ width, height: 900 });
      await visit.open(pageFile(result));
      const ranking = page.locator('section[aria-labelledby=ranking] tbody tr');
      expect(await ranking.count()).toBe(result.arms.length);
      expect(await page.locator('.card').count()).toBe(SIDE_BY_SIDE);
      expect(await page.locator('.panel > svg').count()).toBe(CHARTS * SIDE_BY_SIDE);
      expect(await page.locator('h1').textContent()).toMatch(
        /^(".*" pays? most|All 10 arms pay as many)/,
      );
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(tooWide).toBeLessThanOrEqual(0);
      expect(faults).toEqual([]);
    },
  );
});
