import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blackfriday } from '../cli/shell.ts';
import { SHIPPED } from './bench.ts';
import { exported, inLab, openedAt, resultIn, wholeRun } from './lab-page.ts';

/** What test/golden holds of the whole result of each shipped scenario. */
const HASHES = new Map(
  readFileSync('test/golden/results.txt', 'utf8')
    .split('\n')
    .map((line) => line.split(' '))
    .filter((words) => words.length === 3)
    .map(([name, hash]) => [name!, hash!]),
);

test('the page says of every shipped scenario what compare says, to the digit', async (context) => {
  const { page, faults } = await inLab(context);
  const found: (string | undefined)[][] = [];
  for (const name of SHIPPED) {
    await page.getByRole('combobox', { name: 'Scenario' }).selectOption(name);
    await wholeRun(page);
    const result = await resultIn(page);
    const hash = createHash('sha256').update(JSON.stringify(result)).digest('hex').slice(0, 16);
    found.push([result.scenario.name, hash]);
  }
  expect(found).toEqual(SHIPPED.map((name) => [name, HASHES.get(name)]));
  expect(faults).toEqual([]);
}, 300_000);

test('byte for byte, as --format json writes it', async (context) => {
  const { page } = await inLab(context, openedAt('classic'));
  const { stdout } = await blackfriday(['compare', 'classic', '--format', 'json']);
  expect(await exported(page, 'Result, JSON')).toBe(stdout);
});
