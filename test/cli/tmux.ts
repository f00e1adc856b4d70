import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { onTestFinished, type TestContext } from 'vitest';
import { LAUNCHER } from './shell.ts';

export const hasTmux = spawnSync('tmux', ['-V']).status === 0;

/** Before each test that presses keys in a terminal: where there is no tmux, it is skipped, and told of by `tmux-setup.ts`. */
export function needsTmux({ skip }: TestContext): void {
  skip(!hasTmux, 'there is no tmux');
}

/** A terminal that a person sits at. */
export interface Terminal {
  press(...keys: string[]): void;
  /** What is on the screen, once it holds `text`; after ten seconds whatever there is. */
  screenWith(text: string): Promise<string>;
  resize(columns: number, rows: number): void;
  /** The person is gone, and the terminal with them. */
  hangUp(): void;
  /** A tmux format: `#{cursor_flag}`. */
  ask(format: string): string;
}

/** How long a slow machine may take. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 40;

/** Runs `blackfriday` in a terminal of its own, and after it `after`, in a shell that stays. */
export function openTerminal(
  args: string,
  { columns, rows, after = '' }: { columns: number; rows: number; after?: string },
): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'blackfriday-tmux-'));
  const tmux = (...words: string[]): string =>
    execFileSync('tmux', ['-S', join(folder, 'socket'), '-f', '/dev/null', ...words], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', TERM: 'xterm-256color' },
    });
  const command = `echo before; ${process.execPath} ${LAUNCHER} ${args}; ${after} exec sleep 60`;
  const size = ['-x', String(columns), '-y', String(rows)];
  tmux('-u', 'new-session', '-d', '-s', 'test', ...size, command);
  onTestFinished(() => {
    // Where the terminal hung up, the server is gone already.
    spawnSync('tmux', ['-S', join(folder, 'socket'), 'kill-server']);
    rmSync(folder, { recursive: true, force: true });
  });
  const screen = (): string => tmux('capture-pane', '-p', '-t', 'test');
  return {
    press: (...keys) => void tmux('send-keys', '-t', 'test', ...keys),
    async screenWith(text) {
      const end = performance.now() + PATIENCE_MS;
      while (!screen().includes(text) && performance.now() < end) await setTimeout(LOOK_MS);
      return screen();
    },
    resize: (width, height) =>
      void tmux('resize-window', '-t', 'test', '-x', String(width), '-y', String(height)),
    hangUp: () => void tmux('kill-pane', '-t', 'test'),
    ask: (format) => tmux('display-message', '-p', '-t', 'test', format).trim(),
  };
}
