import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { count, duration, money } from '../../src/report/figures.ts';
import { newVisit } from './browser.ts';
import { flagshipJson, pageFile, ticksOf } from './report-page.ts';

const result: Result = JSON.parse(await flagshipJson());
const TICKS = 60;

/** A row an arm: what the readout says of it, by the name of the field. */
function readout(page: Page): Promise<Record<string, string>[]> {
  return page
    .locator('.readout tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        Object.fromEntries(
          [...row.querySelectorAll('td')].map((cell) => [cell.dataset.field, cell.textContent]),
        ),
      ),
    );
}

/** What the readout must say of a tick. */
function wanted(index: number) {
  return result.arms.map((_, arm) => {
    const ticks = ticksOf(result, arm);
    const { state, calls, orders, latencyMs, orderService, paymentService } = ticks[index]!;
    const paid = latencyMs?.paid ?? null;
    const lost = ticks
      .slice(0, index + 1)
      .reduce((sum, { amountCents }) => sum + amountCents.lost, 0);
    return {
      'breaker state': state ?? 'none',
      'calls successful': count(calls.successful),
      'calls timed out': count(calls.timedOut),
      'calls error': count(calls.failed - calls.timedOut),
      'calls blocked': count(calls.blocked),
      'latency, paid p50': paid === null ? '–' : duration(paid.p50),
      'latency, paid p95': paid === null ? '–' : duration(paid.p95),
      'latency, paid p99': paid === null ? '–' : duration(paid.p99),
      'load workers': count(orderService.busy),
      'load queued': count(paymentService.queued),
      'orders arrived': count(orders.arrived),
      'orders paid': count(orders.paid),
      'money lost so far': money(lost),
    };
  });
}

/** Points into the middle of a tick, on one chart. */
async function pointAt(page: Page, chart: string, tick: number): Promise<void> {
  const band = page.locator(`#${chart} .panel`).last();
  await band.scrollIntoViewIfNeeded();
  const axis = band.locator('[aria-label="x-axis tick label"] text');
  const ends = await Promise.all([axis.first().boundingBox(), axis.last().boundingBox()]);
  const [left, right] = ends.map((box) => box!.x + box!.width / 2) as [number, number];
  const { y, height } = (await band.boundingBox())!;
  await page.mouse.move(left + ((tick + 0.5) / TICKS) * (right - left), y + height / 2);
}

describe('the readout', () => {
  test('reads all arms at the instant that is pointed at, on any chart', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    for (const [chart, tick] of [
      ['calls', 21],
      ['state', 5],
      ['money', 40],
      ['calls', 0],
      ['latency', 59],
    ] as const) {
      await pointAt(visit.page, chart, tick);
      expect([chart, await readout(visit.page)]).toEqual([chart, wanted(tick)]);
    }
    expect(visit.faults).toEqual([]);
  });

  test('marks the instant on every chart', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    expect(await visit.page.locator('.hair:visible').count()).toBe(0);
    await pointAt(visit.page, 'calls', 30);
    expect(await visit.page.locator('.hair:visible').count()).toBe(12);
    const middles = await visit.page.locator('.panel').evaluateAll((panels) =>
      panels.map((panel) =>
        [
          '.hair',
          '[aria-label="x-axis tick label"] text',
          '[aria-label="x-axis tick label"] text:last-child',
        ].map((mark) => {
          const { x, width } = panel.querySelector(mark).getBoundingClientRect();
          return x + width / 2;
        }),
      ),
    );
    const places = (middles as [number, number, number][]).map(
      ([hair, first, last]) => (hair - first) / (last - first),
    );
    for (const place of places) expect(place).toBeCloseTo(30.5 / TICKS, 2);
  });

  test('is led by the keyboard', async (context) => {
    const visit = await newVisit(context);
    await visit.open(pageFile(result));
    const slider = visit.page.getByRole('slider', { name: 'Instant' });
    await slider.focus();
    await visit.page.keyboard.press('End');
    expect(await readout(visit.page)).toEqual(wanted(59));
    await visit.page.keyboard.press('ArrowLeft');
    expect(await readout(visit.page)).toEqual(wanted(58));
    expect(await slider.getAttribute('aria-valuetext')).toBe('9m40s to 9m50s');
    await visit.page.keyboard.press('Home');
    expect(await readout(visit.page)).toEqual(wanted(0));
  });
});
