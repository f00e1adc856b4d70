import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { stateSpans } from '../../src/report/chart/state-spans.ts';
import { count, duration, money } from '../../src/report/figures.ts';
import { withoutTicks } from '../../src/report/without-ticks.ts';
import { newVisit } from './browser.ts';
import { flagshipJson, pageFile, ticksOf } from './report-page.ts';

const json = await flagshipJson();
const result: Result = JSON.parse(json);
const PANELS = 12;

/** A title that would run, and mark up, if it were anything but words. */
const EVIL = `<script>alert('ran')</script><img src=x onerror="alert('ran')"></script>`;

describe('the report page', () => {
  test('draws every chart, without an error and without a network', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    expect(await visit.page.locator('.panel > svg').count()).toBe(PANELS);
    expect(await visit.page.title()).toContain(result.scenario.title);
    expect(await visit.page.locator('h1').textContent()).toMatch(
      /^The breaker saves .* in money\.$/,
    );
    expect(visit.faults).toEqual([]);
  });

  test('has a mark for everything there is to see', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    const marks = (chart: string, group: string) => visit.page.locator(`#${chart} .${group}`);
    for (const arm of [0, 1]) {
      const ticks = ticksOf(result, arm);
      const blocked = ticks.filter(({ calls }) => calls.blocked > 0).length;
      const panel = visit.page.locator('#calls .panel').nth(arm);
      expect(await panel.locator('.successful rect').count()).toBe(
        ticks.filter(({ calls }) => calls.successful > 0).length,
      );
      expect(await panel.locator('.blocked rect').count()).toBe(blocked);
    }
    expect(await marks('state', 'state rect').count()).toBe(
      stateSpans(result.arms[1]!, result.scenario.durationMs, 0).length,
    );
    for (const [chart, mark] of [
      ['latency', 'p99'],
      ['money', 'offered'],
      ['money', 'lost'],
    ]) {
      expect(await marks(chart!, `${mark} path`).count()).toBe(2);
    }
    expect(await visit.page.locator('.panel .script rect').count()).toBe(PANELS);
  });

  test('shows the numbers of --format json', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    const rows = await visit.page
      .locator('.ticks tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent)));
    const wanted = ticksOf(result, 0).map((tick, row) => {
      const cells = result.arms.flatMap((_, arm) => {
        const { state, calls, orders, latencyMs, ...services } = ticksOf(result, arm)[row]!;
        const guarded = arm === 1;
        const counts = [calls.successful, calls.failed, calls.timedOut];
        const paid = latencyMs?.paid;
        return [
          ...(guarded ? [state] : []),
          ...[...counts, ...(guarded ? [calls.blocked] : []), orders.arrived, orders.paid].map(
            count,
          ),
          ...[paid?.p50, paid?.p95].map((ms) => (ms === undefined ? '' : duration(ms))),
          count(services.orderService.busy),
          count(services.paymentService.queued),
        ];
      });
      return [expect.any(String), ...cells].map((cell) => cell ?? tick.state);
    });
    expect(rows).toEqual(wanted);
    const summary = await visit.page.locator('.summary').textContent();
    for (const { totals } of result.arms) {
      expect(summary).toContain(count(totals.orders.paid));
      for (const cents of Object.values(totals.fate.amountCents).filter((part) => part > 0)) {
        expect(summary).toContain(money(cents));
      }
    }
  });

  test('splits the money of every arm into parts that add up', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    const cents = (text: string) =>
      Math.round(Number(text.replaceAll(',', '').split(' ')[0]) * 100);
    for (const { name, totals } of result.arms) {
      const parts = await visit.page
        .locator(`.card[aria-label="${name}"] dl:last-child dd`)
        .allTextContents();
      const sum = parts.reduce((all, text) => all + cents(text), 0);
      expect(sum).toBe(totals.amountCents.offered);
    }
  });

  test('tells where the result is from, and holds its settings', async (context) => {
    const visit = await newVisit(context);
    const settings = { paymentService: { capacity: 200 } };
    const overrides = ['--set paymentService.capacity=200'];
    const scenario = { ...result.scenario, version: '0.1.0', overrides, settings };
    await visit.open(pageFile({ ...result, scenario }));
    expect(await visit.page.locator('.facts').textContent()).toBe(
      'blackfriday 0.1.0 · black-friday · seed 2026 · --set paymentService.capacity=200 · 10m in ticks of 10s',
    );
    expect(JSON.parse((await visit.page.locator('pre').textContent())!)).toEqual(settings);
  });

  test('has a table of incidents where there are several', async (context) => {
    const visit = await newVisit(context);
    const arms = result.arms.map((arm) => ({
      ...arm,
      incidents: [...arm.incidents!, ...arm.incidents!],
    }));
    await visit.open(pageFile({ ...result, arms }));
    const rows = visit.page.locator('.incidents tbody tr');
    expect(await rows.count()).toBe(2);
    for (const { incidents } of result.arms) {
      expect(await rows.last().textContent()).toContain(count(incidents![0]!.lost.orders));
    }
    expect(visit.faults).toEqual([]);
  });

  test('copes with a result that holds no ticks', async (context) => {
    const visit = await newVisit(context);
    await visit.page.goto(`file://${pageFile(withoutTicks(result))}`);
    await visit.page.getByText('There are no charts: this result holds no ticks.').waitFor();
    expect(await visit.page.locator('.card').count()).toBe(2);
    expect(await visit.page.locator('.panel, .readout, .ticks').count()).toBe(0);
    expect(visit.faults).toEqual([]);
  });

  test('holds the result byte for byte, and saves it', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    const waiting = visit.page.waitForEvent('download');
    await visit.page.getByRole('button', { name: 'Save the result as JSON' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe('black-friday.json');
    const saved = readFileSync(await download.path(), 'utf8');
    expect(JSON.parse(saved)).toEqual(result);
    expect(saved.replaceAll('\\u003c', '<')).toBe(json);
  });

  test('takes a title for words, whatever it says', async (context) => {
    const visit = await newVisit(context);
    const scenario = { ...result.scenario, title: EVIL, story: EVIL, name: EVIL };
    const script = [{ fromMs: 0, untilMs: null, changes: [EVIL] }];
    const verdict = [EVIL];
    const arms = result.arms.map((arm) => ({ ...arm, name: `${arm.name} ${EVIL}` }));
    const comparison = { ...result.comparison!, verdict };
    await visit.open(pageFile({ ...result, scenario: { ...scenario, script }, arms, comparison }));
    expect(await visit.page.locator('.title').textContent()).toBe(EVIL);
    expect(await visit.page.locator('img').count()).toBe(0);
    expect(await visit.page.locator('script').count()).toBe(2);
    expect(visit.faults).toEqual([]);
  });

  test('is drawn anew when there is more or less room', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    const panel = visit.page.locator('#calls .panel').first();
    const fits = async () => {
      const [outer, inner] = await Promise.all([
        panel.boundingBox(),
        panel.locator('svg').boundingBox(),
      ]);
      return Math.abs(outer!.width - inner!.width);
    };
    for (const width of [390, 1280, 3840]) {
      await visit.page.setViewportSize({ width, height: 900 });
      await expect.poll(fits).toBeLessThan(1);
      const beyond = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await visit.page.evaluate<number>(beyond)).toBe(0);
    }
    expect(visit.faults).toEqual([]);
  });
});
