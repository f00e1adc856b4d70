import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { onTestFinished, type TestContext } from 'vitest';
import { labFile } from '../../src/cli/lab/lab-file.ts';
import type { Result } from '../../src/experiment/result.ts';
import type { Opened } from '../../src/lab/lab-data.ts';
import { newVisit, type Visit } from '../browser/browser.ts';
import { openedAt } from './bench.ts';

/** The page as `lab -o` writes it, in a file that is gone with the test. */
export function labOnDisk(opened: Opened = openedAt('classic')): string {
  const folder = mkdtempSync(join(tmpdir(), 'blackfriday-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'lab.html');
  writeFileSync(file, labFile(opened));
  return file;
}

/** A visit to the lab, its first run done. */
export async function inLab(context: TestContext, opened?: Opened): Promise<Visit> {
  const visit = await newVisit(context);
  await visit.page.goto(`file://${labOnDisk(opened)}`);
  await wholeRun(visit.page);
  return visit;
}

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
  await page.locator('.menu summary', { hasText: 'Export' }).click();
  const coming = page.waitForEvent('download');
  await page.locator('.menu .items button', { hasText: label }).first().click();
  const stream = await (await coming).createReadStream();
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  await page.locator('.menu summary', { hasText: 'Export' }).click();
  return Buffer.concat(pieces).toString('utf8');
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
