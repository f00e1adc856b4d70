import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Result } from '../experiment/result.ts';
import { htmlPage } from '../report/html/html.ts';
import { inBatches, type Output, openOutput } from './output.ts';
import { builtFile } from './shipped.ts';
import { fileFault, UsageError } from './usage-error.ts';

export interface PictureOptions {
  readonly html?: string;
  readonly svg?: string;
  readonly png?: string;
  readonly ticks: boolean;
}

/** The pictures that were asked for, their places known to be writable. */
export interface Pictures {
  /** Whether there are any: they are drawn from ticks. */
  readonly areWanted: boolean;
  write(result: Result): Promise<void>;
  /** Leaves no trace of a page that was not written. */
  discard(): void;
}

export function addPictureOptions(command: Command): Command {
  return command
    .option('--html <file>', 'write a page with all charts besides, whole in one file')
    .option('--svg <folder>', 'write the charts besides, an SVG file each')
    .option('--png <folder>', 'write the charts besides, a PNG file each');
}

/** Throws UsageError where pictures are asked for and cannot be drawn or written. */
export function openPictures(options: PictureOptions, inputs: readonly string[]): Pictures {
  const { html, svg, png } = options;
  const asked = Object.entries({ html, svg, png }).filter(([, place]) => place !== undefined);
  if (asked.length > 0 && !options.ticks) {
    throw new UsageError(`--${asked[0]![0]} draws ticks, and --no-ticks omits them`);
  }
  if (html === '-') throw new UsageError('--html takes a file: the result goes to standard output');
  for (const folder of [svg, png]) if (folder !== undefined) makeFolder(folder);
  const page = html === undefined ? undefined : openOutput(html, inputs);
  return {
    areWanted: asked.length > 0,
    async write(result) {
      if (page !== undefined) await writePage(page, result);
      if (svg !== undefined || png !== undefined) await writeDrawings(result, { svg, png }, inputs);
    },
    discard: () => page?.discard(),
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`cannot write into ${folder}: ${fileFault(error)}`);
  }
}

async function writePage(page: Output, result: Result): Promise<void> {
  const asset = (name: string) => readFileSync(builtFile(`page/${name}`), 'utf8');
  const assets = { script: asset('page.js'), style: asset('page.css') };
  for (const text of inBatches(htmlPage(result, assets))) await page.write(text);
  page.commit();
}

/** What draws takes a while to load, and most runs have no use for it. */
async function writeDrawings(
  result: Result,
  { svg, png }: { svg: string | undefined; png: string | undefined },
  inputs: readonly string[],
): Promise<void> {
  const { drawings } = await import('./drawings.ts');
  const { rasterise } = await import('./rasterise.ts');
  for (const { name, text } of drawings(result)) {
    if (svg !== undefined) await writeFile(join(svg, `${name}.svg`), text, inputs);
    if (png !== undefined) await writeFile(join(png, `${name}.png`), rasterise(text), inputs);
  }
}

async function writeFile(
  path: string,
  content: string | Uint8Array,
  inputs: readonly string[],
): Promise<void> {
  const output = openOutput(path, inputs);
  await output.write(content);
  output.commit();
}
