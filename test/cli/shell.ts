import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';

export const LAUNCHER = resolve('bin/blackfriday.js');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
}

/** Starts `blackfriday` with nothing of the caller's colours and widths about it. */
export function start(args: readonly string[], place: Place = {}): ChildProcess {
  const child = spawn(process.execPath, [LAUNCHER, ...args], {
    cwd: place.cwd ?? process.cwd(),
    env: { PATH: process.env.PATH ?? '', ...place.env },
  });
  child.stdin?.end(place.stdin ?? '');
  return child;
}

export function finished(child: ChildProcess): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolveFinished, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolveFinished({ code, stdout, stderr }));
  });
}

export function blackfriday(args: readonly string[], place?: Place): Promise<Finished> {
  return finished(start(args, place));
}

/** A folder of its own for a test, gone with it. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'blackfriday-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
