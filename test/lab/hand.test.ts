import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { resultIn, turn, wholeRun } from './hands.ts';
import { inLab } from './lab-page.ts';

/** The same moves every time: a hand that knows no rest. */
function* moves(count: number): Generator<readonly [knob: number, place: number]> {
  let state = 12_345;
  const next = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
  for (let move = 0; move < count; move++) yield [next(), next()];
}

async function shaken(page: Page, count: number): Promise<void> {
  for (const [knob, place] of moves(count)) {
    await page.locator('.knob input').evaluateAll(
      (sliders, { which, where }) => {
        const slider = sliders[Math.floor(which * sliders.length)]!;
        slider.value = String(Math.floor(where * (Number(slider.max) + 1)));
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        if (where > 0.5) slider.dispatchEvent(new Event('change', { bubbles: true }));
      },
      { which: knob, where: place },
    );
  }
}

test('two hundred moves leave no error, and in the end the picture is that of the text', async (context) => {
  const { page, faults } = await inLab(context);
  await shaken(page, 200);
  await turn(page, 'paymentService.failureRate', 20);
  await wholeRun(page);
  const { scenario } = await resultIn(page);
  const shown = await page
    .locator('.parameters dl div')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('dt')!.textContent,
        row.querySelector('dd')!.textContent,
      ]),
    );
  const settings = scenario.settings as {
    paymentService: { failureRate: string; capacity?: number };
  };
  const wanted = Object.entries(settings.paymentService).filter(
    ([, value]) => typeof value !== 'object',
  );
  expect(Object.fromEntries(shown)).toMatchObject(
    Object.fromEntries(wanted.map(([key, value]) => [`paymentService.${key}`, String(value)])),
  );
  expect(faults).toEqual([]);
}, 120_000);
