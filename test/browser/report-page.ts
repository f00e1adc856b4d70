import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Result, Tick } from '../../src/experiment/result.ts';
import { htmlPage } from '../../src/report/html/html.ts';
import { jsonText } from '../../src/report/json.ts';
import { blackfriday } from '../cli/shell.ts';

/** The page that `--html` writes of a result, in a file that is gone with the test. */
export function pageFile(result: Result): string {
  const asset = (name: string) => readFileSync(`dist/page/${name}`, 'utf8');
  const assets = { script: asset('page.js'), style: asset('page.css') };
  const folder = mkdtempSync(join(tmpdir(), 'blackfriday-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'report.html');
  writeFileSync(file, [...htmlPage(jsonText(result), assets)].join(''));
  return file;
}

/** The flagship as the command line runs it: its JSON. */
export async function flagshipJson(...args: readonly string[]): Promise<string> {
  const { stdout } = await blackfriday(['compare', '--format', 'json', '--quiet', ...args]);
  return stdout;
}

/** An arm's ticks, which a result of these tests has. */
export function ticksOf(result: Result, arm: number): readonly Tick[] {
  return result.arms[arm]!.ticks!;
}
