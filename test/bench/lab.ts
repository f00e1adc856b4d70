/**
 * How fast the lab answers on this machine, in Chromium: `npx tsx test/bench/lab.ts [rounds]`. A hand moves a knob
 * of the flagship and lets go; told in ms, of the frame in which the answer stands on the screen.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { labFile } from '../../src/cli/lab/lab-file.ts';
import { CHROMIUM } from '../browser/place.ts';
import { openedAt } from '../lab/bench.ts';

const ROUNDS = Number(process.argv[2] ?? 8);

/** What only one arm knows of, and what both do. */
const KNOBS = {
  "breaker's": 'orderService.pipeline[1].breaker.open.duration',
  "service's": 'paymentService.failureRate',
};

const folder = mkdtempSync(join(tmpdir(), 'blackfriday-'));
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
try {
  const file = join(folder, 'lab.html');
  writeFileSync(file, labFile(openedAt('black-friday')));
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(`file://${file}`);
  tell('first picture', [await painted(page, 'first-contentful-paint')]);
  await page.locator('.status[data-standing=whole]').waitFor({ state: 'attached' });
  tell('first whole answer', [await page.evaluate('performance.now()')]);
  for (const [whose, knob] of Object.entries(KNOBS)) {
    const coarse: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [first, last] = await page.evaluate<number[]>(moved(knob, round % 2 === 0 ? 1 : -1));
      coarse.push(first!);
      whole.push(last!);
    }
    tell(`${whose} knob: coarse answer while dragging`, coarse);
    tell(`${whose} knob: whole answer after letting go`, whole);
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

function tell(what: string, values: readonly number[]): void {
  const sorted = [...values].sort((a, b) => a - b);
  const [best, middle, worst] = [0, 0.5, 1].map((share) =>
    sorted[Math.round(share * (sorted.length - 1))]!.toFixed(0),
  );
  const load = loadavg()[0]!.toFixed(1);
  const told = values.length === 1 ? `${best} ms` : `${best} / ${middle} / ${worst} ms`;
  process.stdout.write(`${what.padEnd(44)} ${told.padStart(20)}   (load ${load})\n`);
}

async function painted(page: Page, name: string): Promise<number> {
  return page.evaluate((wanted) => performance.getEntriesByName(wanted)[0]?.startTime ?? NaN, name);
}

/** In the page: drags a knob one stop, waits for an answer, lets go, and waits for the whole. */
function moved(knob: string, by: number): string {
  return `(async () => {
    const status = document.querySelector('.status[data-standing]');
    const until = (isThere) => new Promise((resolve) => {
      const seen = new MutationObserver((changes) => {
        if (!isThere(changes)) return;
        seen.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      });
      seen.observe(document.querySelector('.picture'), { childList: true, subtree: true });
      seen.observe(status, { attributes: true });
    });
    const slider = document.querySelector('[data-knob="${knob}"]');
    const say = (event) => slider.dispatchEvent(new Event(event, { bubbles: true }));
    const anew = until((changes) => changes.some(({ type }) => type === 'childList'));
    const from = performance.now();
    slider.value = Number(slider.value) + ${by};
    say('input');
    const first = await anew;
    const letGo = performance.now();
    const all = until(() => status.dataset.standing === 'whole');
    say('change');
    const last = await all;
    return [first - from, last - letGo];
  })()`;
}
