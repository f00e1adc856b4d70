import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VERSION } from '../../src/kernel/version.ts';
import { blackfriday, folder } from './shell.ts';

test('the version is that of the package', () => {
  expect(VERSION).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});

test('a result tells what made it, and its settings make it again', async () => {
  const cwd = folder();
  const json = async (...args: string[]) =>
    JSON.parse((await blackfriday(['run', ...args, '--format', 'json'], { cwd })).stdout);
  const set = 'paymentService.failureRate=40%';
  const first = await json('--set', set, '--seed', '7', '--duration', '5s');
  expect(first.scenario).toMatchObject({
    version: VERSION,
    overrides: [`--set ${set}`, '--seed 7', '--duration 5s'],
    settings: { seed: 7, duration: '5s', paymentService: { failureRate: '40%' } },
  });
  writeFileSync(join(cwd, 'again.json'), JSON.stringify(first.scenario.settings));
  const again = await json('again.json');
  expect(again.scenario.settings).toEqual(first.scenario.settings);
  expect(again.arms).toEqual(first.arms);
});
