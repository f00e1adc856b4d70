import {
  accessSync,
  closeSync,
  constants,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { whenLeaving } from './leaving.ts';
import { STANDARD } from './standard-input.ts';
import { tell } from './tell.ts';
import type { Screen } from './terminal.ts';
import { fileFault, UsageError } from './usage-error.ts';

/** Where results go. */
export interface Output {
  /** The terminal that it may be. */
  readonly screen: Screen;
  write(content: string | Uint8Array): Promise<void>;
  /** All is written: only now does a file appear under its name, and is told of. */
  commit(): void;
  /** Leaves no trace of what was written to a file so far. */
  discard(): void;
}

/** One rule for all that is written. */
export interface OutputOptions {
  /** A file that exists may be replaced. */
  readonly force: boolean;
  /** Nobody is told what was written. */
  readonly quiet: boolean;
}

/** Throws UsageError where `path` cannot be written, exists already, or is one of the files that the run reads. */
export function openOutput(
  path: string,
  { force, quiet }: OutputOptions,
  inputs: readonly string[] = [],
): Output {
  if (path === STANDARD) return standardOutput();
  const target = attempt(path, () => realTarget(path));
  const found = attempt(path, () => statSync(target, { throwIfNoEntry: false }));
  refuse(path, target, found, inputs);
  // A device or a pipe is written to, never replaced.
  const isSpecial = found?.isFile() === false || resolve(path).startsWith('/dev/');
  if (isSpecial) return fileOutput(path, path, path, true);
  if (targets.has(target)) throw new UsageError(`cannot write ${path}: it is written to already`);
  targets.add(target);
  if (found !== undefined && !force) {
    throw new UsageError(`${path} exists already, and stays as it is; --force replaces it`);
  }
  return fileOutput(path, target, temporaryName(target), quiet);
}

/** Writes all of them, as long as the text is; signals and full pipes are heeded in between. */
export async function writePieces(output: Output, pieces: Iterable<string>): Promise<void> {
  for (const text of inBatches(pieces)) {
    await output.write(text);
    await setImmediate();
  }
}

function standardOutput(): Output {
  const { stdout } = process;
  return {
    screen: stdout,
    async write(content) {
      if (content.length === 0 || stdout.write(content)) return;
      await new Promise<void>((resolveWrite) => stdout.once('drain', resolveWrite));
    },
    commit() {},
    discard() {},
  };
}

function fileOutput(path: string, target: string, written: string, quiet: boolean): Output {
  let open = false;
  const close = () => {
    if (open) closeSync(descriptor);
    open = false;
    stay();
  };
  const discard = () => {
    if (!open) return;
    close();
    if (written !== target) rmSync(written, { force: true });
  };
  // Before there is a file: a signal between the two would leave it behind.
  const stay = whenLeaving(discard);
  const descriptor = attempt(path, () => openSync(written, written === target ? 'w' : 'wx'), stay);
  open = true;
  return {
    screen: {},
    write: async (content) => attempt(path, () => writeAll(descriptor, Buffer.from(content))),
    commit() {
      if (written !== target) attempt(path, () => renameSync(written, target));
      close();
      if (!quiet) tell(`Wrote ${path}.`);
    },
    discard,
  };
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

/** Enough for a write to be worth its while. */
const BATCH = 2 ** 16;

function* inBatches(pieces: Iterable<string>): Generator<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}

/** A link stays a link: what it points to is replaced, or made where there is nothing yet. */
function realTarget(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const folder = dirname(resolve(path));
  const link = linkAt(path);
  return link === undefined ? join(folder, basename(path)) : realTarget(resolve(folder, link));
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Of this process: no file is written twice. */
const targets = new Set<string>();

/** Short, because the name of the target may be as long as a name can be. */
function temporaryName(target: string): string {
  return join(dirname(target), `.blackfriday-${process.pid}-${targets.size}.tmp`);
}

function refuse(
  path: string,
  target: string,
  found: Stats | undefined,
  inputs: readonly string[],
): void {
  if (inputs.some((input) => attempt(path, () => realTarget(input)) === target)) {
    throw new UsageError(`cannot write ${path}: the input is read from it`);
  }
  const folder = attempt(path, () => statSync(dirname(target), { throwIfNoEntry: false }));
  if (folder === undefined) {
    throw new UsageError(`cannot write ${path}: there is no folder ${dirname(path)}`);
  }
  if (found?.isDirectory()) throw new UsageError(`cannot write ${path}: it is a directory`);
  if (found !== undefined) attempt(path, () => accessSync(target, constants.W_OK));
}

function attempt<Value>(path: string, action: () => Value, giveUp?: () => void): Value {
  try {
    return action();
  } catch (error) {
    giveUp?.();
    throw new UsageError(`cannot write ${path}: ${fileFault(error)}`);
  }
}
