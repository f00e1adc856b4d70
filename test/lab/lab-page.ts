import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, type TestContext } from 'vitest';
import { labFile } from '../../src/cli/lab/lab-file.ts';
import type { Opened } from '../../src/lab/lab-data.ts';
import { newVisit, type Visit } from '../browser/browser.ts';
import { openedAt } from './bench.ts';
import { wholeRun } from './hands.ts';

/** The page as `lab -o` writes it, in a file that is gone with the test. */
export function labOnDisk(opened: Opened = openedAt('classic')): string {
  const folder = mkdtempSync(join(tmpdir(), 'blackfriday-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'lab.html');
  writeFileSync(file, labFile(opened));
  return file;
}

/** A visit to the lab, its first run done. */
export async function inLab(context: TestContext, opened?: Opened): Promise<Visit> {
  const visit = await newVisit(context);
  await visit.page.goto(`file://${labOnDisk(opened)}`);
  await wholeRun(visit.page);
  return visit;
}
