import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readStudy } from '../../src/experiment/study/read-study.ts';
import type { Study } from '../../src/experiment/study/study.ts';
import { METRIC_ROWS } from '../../src/model/metrics/table.ts';
import { type AnyStudy, accountOf } from '../../src/report/account/index.ts';
import { htmlPage } from '../../src/report/html/html.ts';
import { studyJson } from '../../src/report/study/json.ts';
import { uncertain, uncertainDifference } from '../../src/report/study/uncertain.ts';
import { blackfriday } from '../cli/shell.ts';
import { shippedPlan, studied } from '../experiment/study/studies.ts';
import { newVisit } from './browser.ts';

const study = readStudy(studied(shippedPlan('cost-benefit', { ticks: true }), 3));
const json = [...studyJson(study)].join('');

/** As its row is called. */
const COST_A_YEAR = METRIC_ROWS.find(({ path }) => path === 'economics.costPerYearCents')!.line!
  .label;

const OPEN = 'orderService.pipeline.breaker.open.duration';

const kinds: readonly { readonly what: string; readonly of: AnyStudy; readonly json: string }[] = [
  { what: 'a study of two arms', of: study, json },
  await madeBy('sweep', 'classic', '--seeds', '2', '--vary', 'paymentService.capacity=1,5,20'),
  await madeBy('tune', 'classic', '--vary', `${OPEN}=1s,5s`, '--max-seeds', '5', '--confirm', '2'),
  await madeBy('chaos', 'slow-death', '--incidents', '6', '--no-shrink'),
];

/** As the command line writes it. */
async function madeBy(...args: readonly string[]) {
  const { stdout } = await blackfriday([...args, '--jobs', '1', '--format', 'json', '--quiet']);
  return { what: `a ${args[0]}`, of: JSON.parse(stdout) as AnyStudy, json: stdout };
}

function studyFile(text: string): string {
  const asset = (name: string) => readFileSync(`dist/page/${name}`, 'utf8');
  const assets = { script: asset('study-page.js'), style: asset('page.css') };
  const folder = mkdtempSync(join(tmpdir(), 'blackfriday-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'study.html');
  writeFileSync(file, [...htmlPage([text], assets)].join(''));
  return file;
}

describe.each(kinds)('the page of $what', ({ of, json }) => {
  const { plates, tables, verdict } = accountOf(of, (text) => text);

  test.for([390, 1280, 3840])('has every plate and table, %i px wide', async (width, context) => {
    const visit = await newVisit(context);
    const { page, faults } = visit;
    await page.setViewportSize({ width, height: 900 });
    await visit.open(studyFile(json));
    const panels = plates.reduce((sum, plate) => sum + plate.panels.length, 0);
    expect(await page.locator('.panel > svg').count()).toBe(panels);
    expect(await page.locator('.opening').textContent()).toContain(verdict.at(-1));
    expect(await page.locator('.folds table tbody tr').count()).toBe(
      tables.reduce((sum, { rows }) => sum + rows.length, 0),
    );
    const tooWide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(tooWide).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
  });

  test.for(['light', 'dark'] as const)(
    'has no fault that axe finds, %s',
    async (scheme, context) => {
      const visit = await newVisit(context);
      const { page } = visit;
      await page.emulateMedia({ colorScheme: scheme });
      await visit.open(studyFile(json));
      for (const fold of await page.locator('summary').all()) await fold.click();
      await page.evaluate(axe.source);
      const found = await page.evaluate<{ id: string; impact: string }[]>(
        'axe.run().then(found => found.violations.map(({ id, impact }) => ({ id, impact })))',
      );
      expect(found.filter(({ impact }) => ['serious', 'critical'].includes(impact))).toEqual([]);
    },
  );
});

describe('the page of a study', () => {
  test('shows the numbers of its JSON', async (context) => {
    const visit = await newVisit(context);
    await visit.open(studyFile(json));
    const told = JSON.parse(json) as Study;
    const figures = (plate: string) =>
      visit.page.locator(`#${plate} .figure text`).allTextContents();
    const [without, breaker] = told.cells[0]!.arms;
    expect(await figures('served')).toEqual(
      [breaker, without].map((arm) => uncertain(arm!.metrics['served.share']!, 'share')),
    );
    const difference = breaker!.differences!['served.orders']!;
    expect((await figures('differences'))[0]).toBe(
      `${uncertainDifference(difference, 'count')}, better in 3 of 3 seeds`,
    );
    const money = visit.page.locator('.folds tr', { hasText: COST_A_YEAR });
    expect(await money.locator('td').first().textContent()).toBe(
      uncertain(without!.metrics['economics.costPerYearCents']!, 'cents'),
    );
    const points = await visit.page.locator('#goodput .median path').first().getAttribute('d');
    expect(points!.match(/[ML]/g)!.length).toBe(2 * without!.ticks.length);
  });

  test('saves it as it was written, and is drawn again when the window changes', async (context) => {
    const visit = await newVisit(context);
    await visit.open(studyFile(json));
    const [download] = await Promise.all([
      visit.page.waitForEvent('download'),
      visit.page.getByRole('button', { name: 'Save the study as JSON' }).click(),
    ]);
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toEqual(JSON.parse(json));
    const widthOf = () =>
      visit.page
        .locator('#served .panel svg')
        .first()
        .evaluate((drawn) => drawn.getAttribute('width'));
    const before = await widthOf();
    await visit.page.setViewportSize({ width: 700, height: 900 });
    await expect.poll(widthOf).not.toBe(before);
    expect(visit.faults).toEqual([]);
  });
});
