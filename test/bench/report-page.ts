import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { CHROMIUM } from '../browser/place.ts';
import { ROUNDS } from './rounds.ts';

/**
 * `npm run bench`: from opening the flagship's page until its charts are drawn, for ten thousand ticks of
 * both arms beside a hundred of them. Each figure is the best of several rounds, the pages taking turns.
 */

const folder = mkdtempSync(join(tmpdir(), 'blackfriday-'));
const pages = ['100ms', '10s'].map((tick) => {
  const file = join(folder, `${tick}.html`);
  const args = ['compare', '--duration', '1000s', '--tick', tick, '--html', file, '--quiet'];
  execFileSync(process.execPath, ['bin/blackfriday.js', ...args], { stdio: 'ignore' });
  return { file, tookMs: Number.POSITIVE_INFINITY };
});

const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
const tab = await browser.newPage();
for (let round = 0; round < ROUNDS; round++) {
  for (const page of pages) {
    await tab.goto(`file://${page.file}`);
    await tab.locator('.panel svg').last().waitFor({ state: 'attached' });
    page.tookMs = Math.min(page.tookMs, await tab.evaluate<number>('performance.now()'));
  }
}
await browser.close();
rmSync(folder, { recursive: true });

const [many, few] = pages.map(({ tookMs }) => Math.round(tookMs)) as [number, number];
console.log(
  `the page of 10,000 ticks ${many} ms, of 100 ticks ${few} ms: ${(many / few).toFixed(1)}x`,
);
