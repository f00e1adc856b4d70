import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/**
 * Every `console` block of the README that shows a command with its output is run, and must show what comes.
 * UPDATE_README=1 writes the output into the README instead.
 */
const README = new URL('../README.md', import.meta.url);
const BUNDLE = new URL('../bin/blackfriday.js', import.meta.url);
const BLOCK = /^```console\n\$ (npm start|npx blackfriday .*)\n([\s\S]*?)^```$/gm;

function run(command: string): string {
  const words = command === 'npm start' ? ['compare'] : command.split(' ').slice(2);
  const environment = { ...process.env, COLUMNS: '80', NO_COLOR: '1' };
  return execFileSync(process.execPath, [BUNDLE.pathname, ...words], {
    encoding: 'utf8',
    env: environment,
  }).trimEnd();
}

it('shows in the README what the commands print', { timeout: 60_000 }, () => {
  const written = readFileSync(README, 'utf8');
  const commands: string[] = [];
  const fresh = written.replace(BLOCK, (_, command: string) => {
    commands.push(command);
    return `\`\`\`console\n$ ${command}\n${run(command)}\n\`\`\``;
  });
  if (process.env.UPDATE_README === '1') writeFileSync(README, fresh);
  expect(readFileSync(README, 'utf8')).toBe(fresh);
  expect(commands).toContain('npm start');
});
