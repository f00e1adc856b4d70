import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { floodAlone } from '../report/results.ts';
import { newVisit } from './browser.ts';
import { flagshipJson, pageFile } from './report-page.ts';

const result: Result = JSON.parse(await flagshipJson());

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

const SERIOUS = ['serious', 'critical'];

describe('axe finds no serious fault', () => {
  const looks = [
    { what: 'light', width: 1280, colorScheme: 'light', of: result },
    { what: 'dark', width: 1280, colorScheme: 'dark', of: result },
    { what: 'on a phone', width: 390, colorScheme: 'light', of: result },
    { what: 'of one arm', width: 1280, colorScheme: 'dark', of: floodAlone() },
  ] as const;

  test.for(looks)('$what', async ({ width, colorScheme, of }, context) => {
    const visit = await newVisit(context);
    const { page } = visit;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await visit.open(pageFile(of));
    for (const fold of await page.locator('summary').all()) await fold.click();
    await page.getByRole('slider').press('End');
    await page.evaluate(axe.source);
    const violations = await page.evaluate<Violation[]>(
      'axe.run().then(found => found.violations)',
    );
    const serious = violations
      .filter(({ impact }) => SERIOUS.includes(impact))
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
    expect(serious).toEqual([]);
  });
});
