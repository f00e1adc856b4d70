import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { blackfriday, type Finished, finished, folder, LAUNCHER } from './shell.ts';
import { needsTmux, openTerminal } from './tmux.ts';

const CLASSIC = resolve('scenarios/classic.yaml');

/** What comes of `args` where a file comes through a pipe in two pieces, both of them late. */
function slowly(file: string, args: string): Promise<Finished> {
  const writer = `(sleep 0.3; head -c 150 '${file}'; sleep 0.3; tail -c +151 '${file}')`;
  const script = `${writer} | "$0" "$1" ${args}`;
  return finished(spawn('bash', ['-c', script, process.execPath, LAUNCHER]));
}

describe('standard input', () => {
  test.each(['run -', 'compare -', 'show -', 'run - --format json'])(
    'is waited for: %s',
    async (args) => {
      const { stdout, ...slow } = await slowly(CLASSIC, args);
      const file = await blackfriday(args.replace('-', CLASSIC).split(' '));
      expect(slow).toEqual({ code: file.code, stderr: file.stderr });
      expect(stdout.replaceAll('stdin', 'classic')).toBe(file.stdout);
    },
  );

  test('is waited for: check', async () => {
    expect(await slowly(CLASSIC, 'check - -')).toEqual({
      code: 0,
      stdout: '-: ok\n-: ok\n',
      stderr: '',
    });
  });

  test('is waited for: report', async () => {
    const file = join(folder(), 'result.json');
    await blackfriday(['compare', 'classic', '--format', 'json', '-o', file]);
    const { stdout } = await slowly(file, 'report -');
    expect(stdout).toBe((await blackfriday(['report', file])).stdout);
  });

  test('may be long, or nothing at all', async () => {
    const long = `${'# a comment\n'.repeat(80_000)}duration: 5x`;
    const { stderr } = await blackfriday(['check', '-'], { stdin: long });
    expect(stderr).toContain('stdin:80001:11');
    const nothing = await blackfriday(['check', '-'], { stdin: '' });
    expect(nothing).toMatchObject({ code: 2, stdout: '' });
    expect(nothing.stderr).toContain('an empty file');
  });

  test('is no file that a lesson may name', async () => {
    const file = join(folder(), 'mine.yaml');
    const step = `{ title: a, scenario: "-", ask: b, choices: [{ answer: c, when: otherwise }, { answer: d, when: otherwise }], why: e }`;
    writeFileSync(file, `title: x\nsteps:\n  - ${step}\n`);
    const { code, stderr } = await blackfriday(['check', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('- is neither a file nor a shipped scenario');
  });
});

describe('a person who types a scenario', () => {
  beforeEach(needsTmux);

  test('may take their time', async () => {
    const terminal = openTerminal('run - --quiet', { columns: 80, rows: 24 });
    await terminal.screenWith('before');
    terminal.press('duration: 10s', 'Enter');
    terminal.press('traffic: { arrivals: poisson, startRate: 5/s }', 'Enter');
    await terminal.screenWith('startRate');
    terminal.press(
      'paymentService: { latency: { distribution: constant, value: 100ms } }',
      'Enter',
      'C-d',
    );
    expect(await terminal.screenWith('orders paid')).toMatch(/as written: \d+ of \d+ orders paid/);
  });
});
