import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { settingPaths } from '../../src/cli/completions/setting-paths.ts';
import { shippedNames } from '../../src/cli/shipped.ts';
import { blackfriday, folder } from './shell.ts';

async function scriptFor(shell: string): Promise<string> {
  const { stdout, code } = await blackfriday(['completions', shell]);
  expect(code).toBe(0);
  const file = join(folder(), `completions.${shell}`);
  writeFileSync(file, stdout);
  return file;
}

const hasShell = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

/** What stands on the line, the last word the one to complete. */
const LINES = {
  commands: ['blackfriday', ''],
  aCommand: ['blackfriday', 'comp'],
  scenarios: ['blackfriday', 'compare', 'black'],
  lessons: ['blackfriday', 'lesson', 'why'],
  options: ['blackfriday', 'compare', '--see'],
  choices: ['blackfriday', 'compare', '--format', 'nd'],
  settings: ['blackfriday', 'compare', '--set', 'paymentService.failureR'],
  policies: ['blackfriday', 'sweep', '--vary', 'orderService.pipeline.breaker.open.dur'],
};

const WANTED: Record<keyof typeof LINES, string[]> = {
  commands: COMMANDS.map(({ name }) => name),
  aCommand: ['compare', 'completions'],
  scenarios: ['black-friday'],
  lessons: ['why-retries-kill'],
  options: ['--seed', '--seeds'],
  choices: ['ndjson'],
  settings: ['paymentService.failureRate='],
  policies: ['orderService.pipeline.breaker.open.duration='],
};

describe('completions', () => {
  it.each(Object.keys(LINES) as (keyof typeof LINES)[])('in bash: %s', async (what) => {
    const file = await scriptFor('bash');
    const words = LINES[what].map((word) => `'${word}'`).join(' ');
    const script = `compopt() { :; }; source '${file}'; COMP_WORDS=(${words}); COMP_CWORD=${LINES[what].length - 1}; _blackfriday; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const offered = execFileSync('bash', ['-c', script], { cwd: folder(), encoding: 'utf8' });
    expect(offered.trim().split('\n').sort()).toEqual([...WANTED[what]].sort());
  });

  it.for(Object.keys(LINES) as (keyof typeof LINES)[])('in fish: %s', async (what, context) => {
    if (!hasShell('fish')) return context.skip('there is no fish');
    const file = await scriptFor('fish');
    const script = `source '${file}'; complete -C '${LINES[what].join(' ')}'`;
    const env = { PATH: process.env.PATH ?? '', HOME: folder() };
    const said = execFileSync('fish', ['-c', script], { cwd: folder(), env, encoding: 'utf8' });
    const offered = said
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[0]);
    expect(offered).toEqual(expect.arrayContaining(WANTED[what]));
  });

  it('are sound for zsh', async (context) => {
    if (!hasShell('zsh')) return context.skip('there is no zsh');
    const file = await scriptFor('zsh');
    const { status, stderr } = spawnSync('zsh', ['-f', '-n', file], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it('know every scenario, and settings that --set takes', () => {
    expect(shippedNames()).toContain('black-friday');
    const paths = settingPaths();
    expect(paths).toEqual(
      expect.arrayContaining(['seed', 'paymentService.capacity', 'orderService.workers']),
    );
    expect(paths.filter((path) => /__proto__|\s/.test(path))).toEqual([]);
  });

  it('of another shell are refused', async () => {
    const { code, stderr } = await blackfriday(['completions', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
