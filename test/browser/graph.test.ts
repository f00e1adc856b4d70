import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { momentFrame, momentOf } from '../../src/report/graph/moment.ts';
import { momentWords } from '../../src/report/graph/words.ts';
import { compared, shipped } from '../golden/runs.ts';
import { newVisit } from './browser.ts';
import { pageFile } from './report-page.ts';

const result = compared(shipped('two-providers'));
const TICKS = 24;

/** What the picture of each arm says, in words. */
function words(page: Page): Promise<string[][]> {
  return page
    .locator('#graph .spoken')
    .evaluateAll((lists) =>
      lists.map((list) => [...list.querySelectorAll('li')].map((item) => item.textContent)),
    );
}

/** All that is written in the drawing of each arm. */
function written(page: Page): Promise<string[]> {
  return page
    .locator('#graph .scroll svg')
    .evaluateAll((drawings) =>
      drawings.map((svg) =>
        [...svg.querySelectorAll('text')].map((one) => one.textContent).join('|'),
      ),
    );
}

function wanted(tick: number): string[][] {
  const frame = momentFrame(result);
  return result.arms.map((arm) => momentWords(momentOf(arm, tick, frame)!));
}

/** What must be written of a tick: of every service its load, of every breaker its state, of every link its calls. */
function expectDrawn(drawings: readonly string[], tick: number): void {
  result.arms.forEach((arm, index) => {
    const { services, links, breakers = [] } = arm.ticks![tick]!;
    const calls = Object.values(links!).flatMap((ways) => Object.values(ways));
    const called = ['checkout', ...arm.graph!.links.map(({ to }) => to)];
    const figures = [
      ...called.flatMap((name) => {
        const { busy, places, queued } = services![name]!;
        return [`${busy} of ${places} busy`, `${queued} queued`];
      }),
      ...calls.flatMap(({ calls: { failed } }) => `${failed.toLocaleString('en')} failed`),
      ...breakers.map(({ open, halfOpen }) =>
        open === 1 ? 'open' : halfOpen === 1 ? 'half-open' : 'closed',
      ),
    ];
    for (const figure of figures) expect(`|${drawings[index]}|`).toContain(`|${figure}|`);
  });
}

describe('the picture of a graph', () => {
  test('shows the worst tick first, then the instant that a chart is pointed at', async (context) => {
    const visit = await newVisit(context);
    const { page } = visit;
    await visit.open(pageFile(result));
    expect(await page.locator('#graph .explains').textContent()).toContain('most was lost');
    const band = page.locator('#latency .panel').last();
    await band.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await band.boundingBox())!;
    await page.mouse.move(x + width * 0.5, y + height / 2);
    const tick = Number(await page.getByRole('slider', { name: 'Instant' }).inputValue());
    expect(tick).toBeGreaterThan(8);
    expect(await words(page)).toEqual(wanted(tick));
    expectDrawn(await written(page), tick);
    expect(visit.faults).toEqual([]);
  });

  test('follows the keyboard and a tap on the table of ticks', async (context) => {
    const visit = await newVisit(context);
    const { page } = visit;
    await visit.open(pageFile(result));
    const slider = page.getByRole('slider', { name: 'Instant' });
    await slider.focus();
    for (const [key, tick] of [
      ['End', TICKS - 1],
      ['Home', 0],
      ['ArrowRight', 1],
    ] as const) {
      await page.keyboard.press(key);
      expect(await words(page)).toEqual(wanted(tick));
      expectDrawn(await written(page), tick);
    }
    await page.locator('.ticks tbody tr').nth(9).click();
    expect(await words(page)).toEqual(wanted(9));
    expect(await slider.inputValue()).toBe('9');
    expect(await page.locator('.ticks tr.chosen th').textContent()).toBe('1m30s');
  });

  test.for([390, 1280, 3840])('is whole on a screen of %i px', async (width, context) => {
    const visit = await newVisit(context);
    const { page } = visit;
    await page.setViewportSize({ width, height: 900 });
    await visit.open(pageFile(result));
    const wide = await page
      .locator('#graph .scroll')
      .evaluateAll((places) => places.map((one) => one.scrollWidth - one.clientWidth));
    expect(wide).toEqual(result.arms.map(() => 0));
    const beyond = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(beyond).toBe(0);
  });

  test.for(['light', 'dark'] as const)('axe finds nothing serious, %s', async (scheme, context) => {
    const visit = await newVisit(context);
    const { page } = visit;
    await page.emulateMedia({ colorScheme: scheme });
    await visit.open(pageFile(result));
    await page.getByRole('slider').press('End');
    await page.evaluate(axe.source);
    const found = await page.evaluate<string[]>(
      `axe.run().then(found => found.violations
        .filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`,
    );
    expect(found).toEqual([]);
  });
});
