import { describe, expect, it } from 'vitest';
import { nodeReach } from './tidy/node-reach.ts';
import { everywhere, inCode, inTests, type Rule } from './tidy/rules.ts';
import { type Source, source, sourcesUnder } from './tidy/source.ts';

const code = sourcesUnder('src');
const tests = sourcesUnder('test');

describe('the house is tidy', () => {
  it.each(Object.entries({ ...inCode, ...everywhere }))('src: %s', (_, rule) => {
    expect(breaches(rule, code)).toEqual([]);
  });

  it.each(Object.entries({ ...inTests, ...everywhere }))('test: %s', (_, rule) => {
    expect(breaches(rule, tests)).toEqual([]);
  });
});

describe('the engine reaches nothing of Node, nor do the packages that it imports', () => {
  it('as it is', async () => {
    expect(await nodeReach(`export * from './src/simulation.ts'`)).toEqual([]);
  });

  it.each([
    [`import 'csv-parse/sync'`, 'Buffer'],
    [`import 'csv-parse'`, 'Could not resolve "stream"'],
    [`import 'seedrandom'`, ''],
  ])('%s', async (code, reached) => {
    expect((await nodeReach(code)).join(', ')).toBe(reached);
  });
});

describe('every rule can be broken', () => {
  /** A line each: path | text | what the rule finds there, nothing where it must not be misled. */
  const samples: Readonly<Record<string, string>> = {
    'imports run one way': `
      src/kernel/a.ts   | import { b } from '../cli/b.ts';        | imports src/cli/b.ts
      src/kernel/a.ts   | export type { B } from '../report/b.ts' | imports src/report/b.ts
      src/cli/a.ts      | import { b } from '../kernel/b.ts';     |
      src/kernel/a.ts   | const text = '../cli/b.ts';             |
      src/index.ts      | import { b } from './model/b.ts';       | imports src/model/b.ts
      src/index.ts      | import { b } from './resilience/b.ts';  |
      src/simulation.ts | import { b } from './report/b.ts';      | imports src/report/b.ts
      src/simulation.ts | import { b } from './experiment/b.ts';  |
      src/adapters/a.ts | import { b } from '../model/b.ts';      | imports src/model/b.ts
      src/attic/a.ts    | export const a = 1;                     | attic is not a room`,
    'time and luck are given, not taken': `
      src/report/a.ts   | const a = \`\${Date.now()}\`;               | Date
      src/report/a.ts   | const a = Math.random() + Math.max(1, 2);   | Math.random
      src/kernel/a.ts   | let a: Date; setTimeout(f, 1);              | Date, setTimeout
      src/kernel/a.ts   | const a = { Date: 'Date' }.Date; // Date    |
      src/cli/a.ts      | Date.now();                                 |
      src/resilience/system-clock.ts | performance.now();             |`,
    'Node only in the cli': `
      src/scenario/a.ts | import 'fs'; const a = import('node:os');   | fs, node:os
      src/scenario/a.ts | f(process.env, { Buffer: 1 });              | process
      src/scenario/a.ts | const a = { process }; require(a);          | process, require
      src/cli/a.ts      | import 'node:fs';                           |`,
    'nothing async in the simulation': `
      src/kernel/a.ts   | const a = async () => 1;                    | ArrowFunctionExpression
      src/model/a.ts    | const a = Promise.resolve(1);               | Promise
      src/resilience/a.ts | const a = Promise.resolve(1);             |`,
    'named exports, no barrels but the doors': `
      src/kernel/a.ts   | export default 1;                           | ExportDefaultDeclaration
      src/kernel/a.ts   | export * from './b.ts';                     | ExportAllDeclaration
      src/index.ts      | export * from './kernel/b.ts';              |`,
    'files are named for what they hold, in kebab-case': `
      src/kernel/utils.ts     | export const a = 1; | utils
      src/Kernel/aB.test.ts   | export const a = 1; | Kernel, aB
      src/kernel/a-b.test.ts  | export const a = 1; |`,
    'files are short': `
      src/kernel/a.ts   | ${'\\n'.repeat(251)}        | 251 lines
      src/kernel/a.ts   | ${'\\n'.repeat(250)}        |`,
    'imports end in .ts': `
      src/kernel/a.ts   | import './b'; import './c.js'; import './d.ts'; import 'e'; | ./b, ./c.js`,
    'no enums': `
      src/kernel/a.ts   | export enum Colour { Red }                  | Colour`,
    'nothing left for later': `
      src/kernel/a.ts   | // \x54ODO: later                           | \x54ODO`,
    'every test runs': `
      test/a.test.ts    | it.only('a', f); describe.skip('b', g); it('c', h); | it.only, describe.skip`,
  };
  const rules = { ...inCode, ...everywhere, ...inTests };
  const rows = Object.entries(samples).flatMap(([name, table]) =>
    table
      .trim()
      .split('\n')
      .map((row) => [name, ...row.split('|').map((cell) => cell.trim())]),
  );

  it.each(rows)('%s: %s: %s', (name, path, text, expected) => {
    const file = source(path!, text!.replaceAll('\\n', '\n'));
    expect(rules[name!]!(file, []).join(', ')).toBe(expected);
  });

  it('every variant is in its registry', () => {
    const family = [
      source('src/kernel/x/index.ts', `export const ALL = [listed] as const;`),
      source('src/kernel/x/listed.ts', `export const listed = variant({ kind: 'a' });`),
      source('src/kernel/x/b.ts', `export const forgotten = { kind: 'b' } as const;`),
      source('src/kernel/x/law.ts', `export const notOne = { sort: 'b' };`),
    ];
    expect(breaches(rules['every variant is in its registry']!, family)).toEqual([
      'src/kernel/x/b.ts: forgotten is not listed in src/kernel/x/index.ts',
    ]);
  });

  it('no files import each other in a circle', () => {
    const files = [
      source('src/kernel/a.ts', `import type { B } from './x/b.ts';`),
      source('src/kernel/x/b.ts', `import '../leaf.ts'; export { c } from '../c.ts';`),
      source('src/kernel/c.ts', `const a = await import('./a.ts');`),
      source('src/kernel/leaf.ts', `import './beyond.ts';`),
      source('src/kernel/outside.ts', `import './a.ts';`),
    ];
    expect(breaches(rules['no files import each other in a circle']!, files)).toEqual([
      'src/kernel/a.ts: comes back to itself by src/kernel/x/b.ts, src/kernel/c.ts',
      'src/kernel/x/b.ts: comes back to itself by src/kernel/c.ts, src/kernel/a.ts',
      'src/kernel/c.ts: comes back to itself by src/kernel/a.ts, src/kernel/x/b.ts',
    ]);
  });

  it('no rule goes without a sample', () => {
    const inFamilies = [
      'every variant is in its registry',
      'no files import each other in a circle',
    ];
    expect([...Object.keys(samples), ...inFamilies].sort()).toEqual(Object.keys(rules).sort());
  });
});

function breaches(rule: Rule, files: readonly Source[]): string[] {
  return files.flatMap((file) => rule(file, files).map((fault) => `${file.path}: ${fault}`));
}
