import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { newVisit } from '../browser/browser.ts';
import { shipped } from './bench.ts';
import { exported, resultIn, turn, wholeRun } from './hands.ts';
import { inLab, labOnDisk } from './lab-page.ts';

const OPEN = 'orderService.pipeline[0].breaker.open.duration';

describe('the lab', () => {
  test('answers a knob with the file, the picture and the numbers', async (context) => {
    const { page, faults } = await inLab(context);
    const before = await resultIn(page);
    await turn(page, OPEN, 3);
    await wholeRun(page);
    const after = await resultIn(page);
    const settings = JSON.stringify(after.scenario.settings);
    const written = /open: \{ kind: fixed, duration: (\S+) \}/.exec(
      await exported(page, 'Scenario'),
    )![1];
    expect(settings).toContain(`"duration":"${written}"`);
    expect(written).not.toBe('3s');
    expect(after.arms[1]!.totals).not.toEqual(before.arms[1]!.totals);
    expect(after.arms[0]!.totals).toEqual(before.arms[0]!.totals);
    expect(await page.locator('.changed dd').first().textContent()).toBe(written);
    await page.getByRole('button', { name: 'Reset' }).click();
    await wholeRun(page);
    expect(await exported(page, 'Scenario')).toBe(shipped('classic').text);
    expect(await resultIn(page)).toEqual(before);
    expect(faults).toEqual([]);
  });

  test('underlines a mistake in the words of check, and keeps the last sound run', async (context) => {
    const { page, faults } = await inLab(context);
    const content = page.locator('.cm-content');
    await content.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\ntrafic: 3');
    await page.locator('.status[data-standing=mistaken]').waitFor();
    const underlined = page.locator('.cm-lintRange-error');
    expect(await underlined.textContent()).toBe('trafic');
    await page.keyboard.press('Control+Shift+M');
    const told = await page.locator('.cm-panel-lint').textContent();
    expect(told).toContain('did you mean "traffic"?');
    expect(await page.locator('.status[data-standing]').textContent()).toContain(
      'The file has a mistake.',
    );
    expect(await page.locator('.panel > svg').count()).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  });

  test('completes from the schema', async (context) => {
    const { page, faults } = await inLab(context);
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nthre');
    await page
      .locator('.cm-tooltip-autocomplete')
      .getByText('thresholds', { exact: true })
      .waitFor();
    expect(faults).toEqual([]);
  });

  test('a link opened elsewhere shows the same', async (context) => {
    const { page } = await inLab(context);
    await turn(page, OPEN, 5);
    await wholeRun(page);
    await page.locator('.readout input').press('End');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: /Copied|address bar/ }).waitFor();
    const part = new URL(page.url()).hash;
    const readout = await page.locator('.readout table').textContent();
    const wanted = await resultIn(page);
    const other = await newVisit(context);
    await other.page.goto(`file://${labOnDisk()}${part}`);
    await wholeRun(other.page);
    expect(await resultIn(other.page)).toEqual(wanted);
    expect(await other.page.locator('.readout table').textContent()).toBe(readout);
    expect(other.faults).toEqual([]);
  });

  test('a link that is cut short opens the lab all the same', async (context) => {
    const { page, faults } = await newVisit(context);
    await page.goto(`file://${labOnDisk()}#lab=7ZFBT`);
    await wholeRun(page);
    expect((await resultIn(page)).scenario.name).toBe('classic');
    expect(faults).toEqual([]);
  });

  test('words of a scenario do nothing but be read', async (context) => {
    const evil = `<img src=x onerror="alert('ran')"><script>alert('ran')</script></script>`;
    const text = shipped('classic').text.replace(/^title: .*$/m, `title: ${JSON.stringify(evil)}`);
    const named = text.replace('breaker:', 'breaker:\n        name: "<b onclick=alert(1)>x</b>"');
    const material = { name: `${evil}.yaml`, text: named, files: { [evil]: evil } };
    const { page, faults } = await inLab(context, { material, reference: null });
    expect(await page.locator('.title').textContent()).toBe(evil);
    expect(await page.locator('img, .picture script').count()).toBe(0);
    await page.getByText('Show me the command').click();
    await page.locator('pre.command', { hasText: evil.slice(0, 10) }).waitFor();
    expect(faults).toEqual([]);
  });

  test('is drawn wherever it is opened: nothing is wider than the screen', async (context) => {
    const { page, faults } = await inLab(context);
    for (const [width, height] of [
      [390, 844],
      [1024, 768],
      [1280, 900],
      [3840, 2160],
    ] as const) {
      await page.setViewportSize({ width, height });
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect([width, tooWide]).toEqual([width, 0]);
    }
    expect(faults).toEqual([]);
  });
});

describe('axe finds no serious fault', () => {
  test.for([
    { width: 1280, colorScheme: 'light' },
    { width: 1280, colorScheme: 'dark' },
    { width: 390, colorScheme: 'light' },
  ] as const)('$colorScheme, $width px wide', async ({ width, colorScheme }, context) => {
    const { page } = await inLab(context);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    for (const fold of await page.locator('.result summary').all()) await fold.click();
    await page.locator('.menu summary').click();
    // The page lets no other script in: the tester's world is its own.
    const session = await page.context().newCDPSession(page);
    await session.send('Page.setBypassCSP', { enabled: true });
    await page.evaluate(axe.source);
    const violations = await page.evaluate<Violation[]>(
      'axe.run().then(found => found.violations)',
    );
    const serious = violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    expect(serious).toEqual([]);
  });
});

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

test('weighs at most 600 KB compressed', async () => {
  const { gzipSync } = await import('node:zlib');
  expect(gzipSync(readFileSync(labOnDisk())).length).toBeLessThan(600_000);
});
