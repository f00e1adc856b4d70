import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { labFile } from '../../src/cli/lab/lab-file.ts';
import { CHROMIUM } from '../browser/place.ts';
import { openedAt } from '../lab/bench.ts';

/** Opens the lab at a shipped scenario in Chromium, and ends both when `visit` is over. */
export async function inChromium(
  scenario: string,
  visit: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'blackfriday-'));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const file = join(folder, 'lab.html');
    writeFileSync(file, labFile(openedAt(scenario)));
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`file://${file}`);
    await page.locator('.status[data-standing=whole]').waitFor({ state: 'attached' });
    await visit(page);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}
