import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { SCALES } from '../../src/lab/knobs/scale.ts';
import { openedAt } from './bench.ts';
import { resultIn, wholeRun } from './hands.ts';
import { inLab } from './lab-page.ts';

/** The trouble of `hard-down`, in shares of the run, as the last whole run had it. */
async function trouble(page: Page) {
  await wholeRun(page);
  const { scenario } = await resultIn(page);
  const { fromMs, untilMs } = scenario.script![0]!;
  return { from: fromMs / scenario.durationMs, until: untilMs! / scenario.durationMs };
}

/** Takes hold of a place of the bar, moves it by a share of the run in several steps, and lets go. */
async function drag(page: Page, at: 'start' | 'middle' | 'end', by: number): Promise<void> {
  const bar = (await page.locator('.stretch').boundingBox())!;
  const track = (await page.locator('.timeline .track').boundingBox())!;
  const x = { start: bar.x + 2, middle: bar.x + bar.width / 2, end: bar.x + bar.width - 2 }[at];
  const y = bar.y + bar.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by * track.width, y, { steps: 8 });
  await page.mouse.up();
}

test('the trouble is dragged and stretched on the timeline, and its run follows', async (context) => {
  const { page, faults } = await inLab(context, openedAt('hard-down'));
  const before = await trouble(page);
  await drag(page, 'middle', 0.1);
  const moved = await trouble(page);
  expect(moved.from).toBeCloseTo(before.from + 0.1, 1);
  expect(moved.until - moved.from).toBeCloseTo(before.until - before.from, 6);
  await drag(page, 'end', 0.1);
  const longer = await trouble(page);
  expect(longer.from).toBe(moved.from);
  expect(longer.until).toBeCloseTo(moved.until + 0.1, 1);
  await drag(page, 'start', 0.1);
  const later = await trouble(page);
  expect(later.from).toBeCloseTo(longer.from + 0.1, 1);
  expect(later.until).toBeCloseTo(longer.until, 6);
  await drag(page, 'middle', 2);
  expect((await trouble(page)).until).toBeCloseTo(1, 6);
  expect(faults).toEqual([]);
});

test('by keyboard its knobs do the same, a step a key', async (context) => {
  const { page, faults } = await inLab(context, openedAt('hard-down'));
  const before = await trouble(page);
  const { scenario } = await resultIn(page);
  const step = SCALES.instant.stops(0, scenario.durationMs)[1]! / scenario.durationMs;
  await page.getByRole('slider', { name: 'begins at' }).press('ArrowRight');
  const moved = await trouble(page);
  expect(moved.from).toBeCloseTo(before.from + step, 6);
  await page.getByRole('slider', { name: 'lasts' }).press('ArrowLeft');
  const shorter = await trouble(page);
  expect(shorter.from).toBe(moved.from);
  expect(shorter.until).toBeCloseTo(moved.until - step, 6);
  expect(faults).toEqual([]);
});
