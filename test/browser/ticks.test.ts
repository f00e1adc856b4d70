import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { newVisit } from './browser.ts';
import { flagshipJson, pageFile, ticksOf } from './report-page.ts';

const result: Result = JSON.parse(await flagshipJson());
/** Ten thousand ticks of both arms. */
const long: Result = JSON.parse(await flagshipJson('--duration', '1000s', '--tick', '100ms'));

const TIME = '.ticks tbody th';

function times(page: Page): Promise<string[]> {
  return page.locator(TIME).allTextContents();
}

/** The starts of an arm's ticks, those with most of something first. */
function byMost(
  arm: number,
  value: (tick: ReturnType<typeof ticksOf>[number]) => number,
): number[] {
  return [...ticksOf(result, arm)]
    .sort((a, b) => value(b) - value(a) || a.startMs - b.startMs)
    .map(({ startMs }) => startMs);
}

function startMs(text: string): number {
  const [, minutes = '0', seconds = ''] = /^(?:(\d+)m)?([\d.]+)s$/.exec(text)!;
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}

describe('the tick table', () => {
  test('sorts by any column of any arm, either way', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    const header = visit.page.getByRole('columnheader', { name: 'failed' }).last();
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('descending');
    const wanted = byMost(1, ({ calls }) => calls.failed);
    expect((await times(visit.page)).map(startMs)).toEqual(wanted);
    await header.getByRole('button').click();
    expect(await header.getAttribute('aria-sort')).toBe('ascending');
    expect(startMs((await times(visit.page)).at(-1)!)).toBe(wanted[0]);
    await visit.page.getByRole('button', { name: 'time', exact: true }).click();
    expect((await times(visit.page)).map(startMs)).toEqual(
      ticksOf(result, 0).map((tick) => tick.startMs),
    );
  });

  test('is whole from 1280 px on', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    const hidden = '(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)';
    const scroll = "document.querySelector('.ticks .scroll')";
    for (const width of [1280, 1600, 3840]) {
      await visit.page.setViewportSize({ width, height: 900 });
      expect([width, await visit.page.evaluate(`${hidden}(${scroll})`)]).toEqual([width, 0]);
    }
  });

  test('has pages where there are many', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(long));
    const position = visit.page.locator('.position');
    expect(await position.textContent()).toBe('1 to 120 of 10,000 ticks');
    await visit.page.getByRole('button', { name: 'Last' }).click();
    expect(await position.textContent()).toBe('9,961 to 10,000 of 10,000 ticks');
    expect((await times(visit.page)).at(-1)).toBe('16m39.9s');
    await visit.page.getByRole('button', { name: 'Previous' }).click();
    expect(await position.textContent()).toBe('9,841 to 9,960 of 10,000 ticks');
  });
});

describe('ten thousand ticks', () => {
  test('need no more marks than there is room for', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(long));
    expect(visit.faults).toEqual([]);
    const explained = visit.page.locator('#calls .explains');
    expect(await explained.textContent()).toMatch(/a column is the mean of \d\d ticks/);
    const elements = await visit.page.evaluate<number>('document.querySelectorAll("*").length');
    expect(elements).toBeLessThan(12_000);
  });
});
