import { expect, test } from 'vitest';
import { compared, shipped } from '../golden/runs.ts';
import { newVisit } from './browser.ts';
import { pageFile } from './report-page.ts';

const result = compared(shipped('one-bad-instance'));

test('the page of a graph has a line a service and a line a link, for every arm', async (context) => {
  const visit = await newVisit(context);
  await visit.open(pageFile(result));
  const rows = (id: string) =>
    visit.page.locator(`section[aria-labelledby=${id}] tbody tr`).allInnerTexts();
  const [checkout, payments, ...others] = await rows('by-service');
  expect(others).toEqual([]);
  expect(checkout).toMatch(/^checkout\s+30,013\s+87\.9 %/);
  expect(payments).toMatch(/^payments\s+30,013/);
  expect(await rows('by-calls')).toEqual([expect.stringMatching(/^checkout to payments\s+30,013/)]);
  const arms = visit.page.locator('section[aria-labelledby=by-service] th.arm');
  expect(await arms.count()).toBe(result.arms.length);
  expect(visit.faults).toEqual([]);
});
