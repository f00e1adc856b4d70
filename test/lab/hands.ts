import type { Page } from 'playwright-core';
import type { Result } from '../../src/experiment/result.ts';

/** Until the picture is that of the whole run of the text as it stands. */
export async function wholeRun(page: Page): Promise<void> {
  await page
    .locator('.status[data-standing=whole]')
    .waitFor({ state: 'attached', timeout: 50_000 });
  await painted(page);
}

/** Until that too is there which follows when the rest is painted. */
async function painted(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise((next) => requestAnimationFrame(next));
  })()`);
}

/** The text of a file that the page hands out. */
export async function exported(page: Page, label: string): Promise<string> {
  return (await download(page, label)).toString('utf8');
}

/** A file that the page hands out. */
export async function download(page: Page, label: string): Promise<Buffer> {
  await page.locator('.menu summary', { hasText: 'Export' }).click();
  const coming = page.waitForEvent('download');
  await page.locator('.menu .items button', { hasText: label }).first().click();
  const stream = await (await coming).createReadStream();
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  await page.locator('.menu summary', { hasText: 'Export' }).click();
  return Buffer.concat(pieces);
}

export async function resultIn(page: Page): Promise<Result> {
  return JSON.parse(await exported(page, 'Result, JSON')) as Result;
}

/** Sets a knob as a hand does: it moves, then lets go. */
export async function turn(page: Page, knob: string, place: number): Promise<void> {
  await page.locator(`[data-knob="${knob}"]`).evaluate((slider, to) => {
    slider.value = String(to);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  }, place);
}
