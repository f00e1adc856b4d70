import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Result } from '../experiment/result.ts';
import { htmlPage } from '../report/html/html.ts';
import { jsonText } from '../report/json.ts';
import type { Drawing } from './drawings.ts';
import { type Output, type OutputOptions, openOutput, writePieces } from './output.ts';
import { builtFile } from './shipped.ts';
import { STANDARD } from './standard-input.ts';
import { fileFault, UsageError } from './usage-error.ts';

export interface PictureOptions extends OutputOptions {
  readonly html?: string;
  readonly svg?: string;
  readonly png?: string;
}

/** What there is to draw of a run, or of a kind of study. */
export interface Portrait<Subject> {
  /** The script that draws its page, as it is built. */
  readonly script: string;
  /** As `--format json` writes it. */
  readonly json: (subject: Subject) => Iterable<string>;
  /** Loaded where they are wanted: what draws takes a while to load, and most runs have no use for it. */
  readonly drawings: () => Promise<readonly Drawing<Subject>[]>;
}

export const RESULT_PORTRAIT: Portrait<Result> = {
  script: 'page.js',
  json: jsonText,
  drawings: async () => (await import('./drawings.ts')).DRAWINGS,
};

/** The pictures that were asked for, their places known to be writable. */
export interface Pictures<Subject> {
  /** Whether there are any: they are drawn from ticks. */
  readonly areWanted: boolean;
  write(subject: Subject): Promise<void>;
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
interface Picture<Subject> {
  readonly output: Output;
  /** Writes it, and says whether there was anything to draw. */
  readonly write: (subject: Subject) => Promise<boolean>;
}

/** Throws UsageError where pictures are asked for and cannot be drawn or written. */
export async function openPictures<Subject>(
  portrait: Portrait<Subject>,
  options: PictureOptions,
  inputs: readonly string[],
): Promise<Pictures<Subject>> {
  const { html, svg, png } = options;
  const open = (path: string) => openOutput(path, options, inputs);
  const pictures = [
    ...(html === undefined ? [] : [page(html, portrait, open)]),
    ...(svg === undefined && png === undefined ? [] : await drawn(options, portrait, open)),
  ];
  return {
    areWanted: pictures.length > 0,
    async write(subject) {
      for (const { output, write } of pictures) {
        if (await write(subject)) output.commit();
        else output.discard();
      }
    },
    discard() {
      for (const { output } of pictures) output.discard();
    },
  };
}

/** Opens them for what is done with them, and leaves no trace of those that it did not write. */
export async function withPictures<Subject, Answer>(
  portrait: Portrait<Subject>,
  options: PictureOptions,
  inputs: readonly string[],
  action: (pictures: Pictures<Subject>) => Promise<Answer>,
): Promise<Answer> {
  const pictures = await openPictures(portrait, options, inputs);
  try {
    return await action(pictures);
  } finally {
    pictures.discard();
  }
}

type Open = (path: string) => Output;

function page<Subject>(
  path: string,
  { script, json }: Portrait<Subject>,
  open: Open,
): Picture<Subject> {
  if (path === STANDARD) {
    throw new UsageError('--html takes a file: the result goes to standard output');
  }
  const assets = { script: asset(script), style: asset('page.css') };
  const output = open(path);
  return {
    output,
    async write(subject) {
      await writePieces(output, htmlPage(json(subject), assets));
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

async function drawn<Subject>(
  { svg, png }: Pick<PictureOptions, 'svg' | 'png'>,
  portrait: Portrait<Subject>,
  open: Open,
): Promise<Picture<Subject>[]> {
  const drawings = await portrait.drawings();
  const { rasterise } = await import('./rasterise.ts');
  const kinds = [
    { folder: svg, ending: 'svg', content: (text: string) => text },
    { folder: png, ending: 'png', content: rasterise },
  ];
  return kinds.flatMap(({ folder, ending, content }) => {
    if (folder === undefined) return [];
    makeFolder(folder);
    return drawings.map(({ name, isIn, draw }): Picture<Subject> => {
      const output = open(join(folder, `${name}.${ending}`));
      return {
        output,
        async write(subject) {
          if (!isIn(subject)) return false;
          await output.write(content(draw(subject)));
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
