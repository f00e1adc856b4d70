import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/**
 * Every `console` block of the README that shows a command with its output is run, and must show what comes; a
 * line `[…]` stands for lines left out. UPDATE_README=1 writes the output into the README instead.
 */
const README = new URL('../README.md', import.meta.url);
const BUNDLE = new URL('../bin/blackfriday.js', import.meta.url);
const BLOCK = /^```console\n\$ (npm start|npx blackfriday .*)\n([\s\S]*?)^```$/gm;
const LEFT_OUT = '[…]';

function run(command: string): string {
  const words = command === 'npm start' ? ['compare'] : command.split(' ').slice(2);
  const environment = { ...process.env, COLUMNS: '80', NO_COLOR: '1' };
  return execFileSync(process.execPath, [BUNDLE.pathname, ...words], {
    encoding: 'utf8',
    env: environment,
  }).trimEnd();
}

/** The output with as many lines left out as there is room for beside those that were shown. */
function shortened(output: string, shown: string): string {
  const lines = output.split('\n');
  const before = shown.split('\n');
  const gap = before.indexOf(LEFT_OUT);
  if (gap < 0) return output;
  // The block ends with the end of its last line.
  const tail = before.length - 2 - gap;
  return [...lines.slice(0, gap), LEFT_OUT, ...lines.slice(-tail)].join('\n');
}

it('shows in the README what the commands print', { timeout: 120_000 }, () => {
  const written = readFileSync(README, 'utf8');
  const commands: string[] = [];
  const fresh = written.replace(BLOCK, (_, command: string, shown: string) => {
    commands.push(command);
    const output = shortened(run(command), shown);
    return `\`\`\`console\n$ ${command}\n${output}\n\`\`\``;
  });
  if (process.env.UPDATE_README === '1') writeFileSync(README, fresh);
  expect(readFileSync(README, 'utf8')).toBe(fresh);
  expect(commands).toContain('npm start');
});
