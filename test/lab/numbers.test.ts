import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import type { Study } from '../../src/experiment/study/study.ts';
import { blackfriday, LAUNCHER } from '../cli/shell.ts';
import { openedAt, SHIPPED, shipped } from './bench.ts';
import { exported, resultIn, turn, wholeRun } from './hands.ts';
import { inLab } from './lab-page.ts';

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

test('the command that it shows gives the same numbers, whatever was changed', async (context) => {
  const { page } = await inLab(context, openedAt('classic'));
  await turn(page, 'paymentService.failureRate', 30);
  await turn(page, 'orderService.pipeline[0].breaker.probe.successes', 3);
  await wholeRun(page);
  expect(await rerun(page)).toEqual((await resultIn(page)).arms);
  // A file that the command line does not know.
  const text = shipped('classic').text.replace(
    'startRate: 5/s',
    'startRate: 4/s # "quoted" $HOME `x`',
  );
  await page
    .getByLabel('Open files')
    .setInputFiles({ name: 'mine.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
  await wholeRun(page);
  expect(await page.locator('pre.command').textContent()).toContain('<<');
  expect(await rerun(page)).toEqual((await resultIn(page)).arms);
});

test('thirty seeds say what --seeds 30 says', async (context) => {
  const { page, faults } = await inLab(context, openedAt('classic'));
  await page.getByRole('button', { name: '30 seeds' }).click();
  await page.locator('.seeds .panel svg').first().waitFor();
  const told = await page.locator('.seeds .study > p').allTextContents();
  const { stdout } = await blackfriday(['compare', 'classic', '--seeds', '30', '--format', 'json']);
  const { cells } = JSON.parse(stdout) as Study;
  expect(told).toEqual(cells.flatMap(({ verdict }) => verdict));
  expect(faults).toEqual([]);
});

/** What comes of the command on the page, in a real shell. */
async function rerun(page: Page): Promise<unknown> {
  const fold = page.locator('details', { has: page.locator('pre.command') });
  if ((await fold.getAttribute('open')) === null)
    await page.getByText('Show me the command').click();
  await page.locator('pre.command', { hasText: 'blackfriday' }).waitFor();
  const command = (await page.locator('pre.command').textContent())!;
  const json = command.replace('blackfriday compare', 'blackfriday compare --format json');
  const script = `blackfriday() { '${process.execPath}' '${LAUNCHER}' "$@"; }\n${json}\n`;
  const said = execFileSync('bash', ['-c', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return (JSON.parse(said) as Result).arms;
}
