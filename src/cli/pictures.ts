import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Result } from '../experiment/result.ts';
import { htmlPage } from '../report/html/html.ts';
import { type Output, type OutputOptions, openOutput, writePieces } from './output.ts';
import { builtFile } from './shipped.ts';
import { STANDARD } from './standard-input.ts';
import { fileFault, UsageError } from './usage-error.ts';

export interface PictureOptions extends OutputOptions {
  readonly html?: string;
  readonly svg?: string;
  readonly png?: string;
}

/** The pictures that were asked for, their places known to be writable. */
export interface Pictures {
  /** Whether there are any: they are drawn from ticks. */
  readonly areWanted: boolean;
  write(result: Result): Promise<void>;
  /** Leaves no trace of what was not written. */
  discard(): void;
}

export function addPictureOptions(command: Command): Command {
  return command
    .option('--html <file>', 'write a page with all charts besides, whole in one file')
    .option('--svg <folder>', 'write the charts besides, an SVG file each')
    .option('--png <folder>', 'write the charts besides, a PNG file each');
}

/** One file to come. */
interface Picture {
  readonly output: Output;
  /** Writes it, and says whether there was anything to draw. */
  readonly write: (result: Result) => Promise<boolean>;
}

/** Throws UsageError where pictures are asked for and cannot be drawn or written. */
export async function openPictures(
  options: PictureOptions,
  inputs: readonly string[],
): Promise<Pictures> {
  const { html, svg, png } = options;
  const open = (path: string) => openOutput(path, options, inputs);
  const pictures = [
    ...(html === undefined ? [] : [page(html, open)]),
    ...(svg === undefined && png === undefined ? [] : await drawn(svg, png, open)),
  ];
  return {
    areWanted: pictures.length > 0,
    async write(result) {
      for (const { output, write } of pictures) {
        if (await write(result)) output.commit();
        else output.discard();
      }
    },
    discard() {
      for (const { output } of pictures) output.discard();
    },
  };
}

type Open = (path: string) => Output;

function page(path: string, open: Open): Picture {
  if (path === STANDARD) {
    throw new UsageError('--html takes a file: the result goes to standard output');
  }
  const assets = { script: asset('page.js'), style: asset('page.css') };
  const output = open(path);
  return {
    output,
    async write(result) {
      await writePieces(output, htmlPage(result, assets));
      return true;
    },
  };
}

function asset(name: string): string {
  try {
    return readFileSync(builtFile(`page/${name}`), 'utf8');
  } catch {
    throw new UsageError('the page is not built: npm run build makes it');
  }
}

/** What draws takes a while to load, and most runs have no use for it. */
async function drawn(
  svg: string | undefined,
  png: string | undefined,
  open: Open,
): Promise<Picture[]> {
  const { DRAWINGS } = await import('./drawings.ts');
  const { rasterise } = await import('./rasterise.ts');
  const kinds = [
    { folder: svg, ending: 'svg', content: (text: string) => text },
    { folder: png, ending: 'png', content: rasterise },
  ];
  return kinds.flatMap(({ folder, ending, content }) => {
    if (folder === undefined) return [];
    makeFolder(folder);
    return DRAWINGS.map(({ name, isIn, draw }): Picture => {
      const output = open(join(folder, `${name}.${ending}`));
      return {
        output,
        async write(result) {
          if (!isIn(result)) return false;
          await output.write(content(draw(result)));
          return true;
        },
      };
    });
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new UsageError(`cannot write into ${folder}: ${fileFault(error)}`);
  }
}
