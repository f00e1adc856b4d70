import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Screen } from './terminal.ts';
import { fileFault, UsageError } from './usage-error.ts';

/** Where results go. */
export interface Output {
  /** The terminal that it may be. */
  readonly screen: Screen;
  write(content: string | Uint8Array): Promise<void>;
  /** All is written: only now does a file appear under its name. */
  commit(): void;
  /** Leaves no trace of what was written to a file so far. */
  discard(): void;
}

const STDOUT = '-';

/** Throws UsageError where `path` cannot be written, or is one of the files that the run reads. */
export function openOutput(path: string, inputs: readonly string[]): Output {
  if (path === STDOUT) return standardOutput();
  const target = realTarget(path);
  const found = attempt(path, () => statSync(target, { throwIfNoEntry: false }));
  refuse(path, target, found, inputs);
  // A device or a pipe is written to, never replaced.
  const beside = found === undefined || found.isFile();
  return fileOutput(path, target, beside ? temporaryName(target) : target);
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

function fileOutput(path: string, target: string, written: string): Output {
  const descriptor = attempt(path, () => openSync(written, written === target ? 'w' : 'wx'));
  let open = true;
  const close = () => {
    if (open) closeSync(descriptor);
    open = false;
  };
  const discard = () => {
    if (!open) return;
    close();
    if (written !== target) rmSync(written, { force: true });
  };
  // Whatever ends the process, a half-written file is not left behind.
  process.once('exit', discard);
  return {
    screen: {},
    write: async (content) => attempt(path, () => writeAll(descriptor, Buffer.from(content))),
    commit() {
      if (written !== target) attempt(path, () => renameSync(written, target));
      close();
      process.off('exit', discard);
    },
    discard,
  };
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
}

/** Enough for a write to be worth its while. */
const BATCH = 2 ** 16;

export function* inBatches(pieces: Iterable<string>): Generator<string> {
  let batch = '';
  for (const piece of pieces) {
    batch += piece;
    if (batch.length < BATCH) continue;
    yield batch;
    batch = '';
  }
  yield batch;
}

/** A link stays a link: what it points to is replaced. */
function realTarget(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function temporaryName(target: string): string {
  return join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
}

function refuse(
  path: string,
  target: string,
  found: Stats | undefined,
  inputs: readonly string[],
): void {
  if (inputs.some((input) => realTarget(input) === target)) {
    throw new UsageError(`cannot write ${path}: the scenario is read from it`);
  }
  const folder = attempt(path, () => statSync(dirname(target), { throwIfNoEntry: false }));
  if (folder === undefined) {
    throw new UsageError(`cannot write ${path}: there is no folder ${dirname(path)}`);
  }
  if (found?.isDirectory()) throw new UsageError(`cannot write ${path}: it is a directory`);
  if (found !== undefined) attempt(path, () => accessSync(target, constants.W_OK));
}

function attempt<Value>(path: string, action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    throw new UsageError(`cannot write ${path}: ${fileFault(error)}`);
  }
}
