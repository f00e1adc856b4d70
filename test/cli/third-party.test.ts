import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('every bundled package comes with the text of its licence', () => {
  execFileSync(process.execPath, ['.ci/third-party.js']);
  const chapters = readFileSync('dist/THIRD-PARTY.txt', 'utf8').split(`\n${'-'.repeat(80)}\n\n`);
  const names = chapters.map((chapter) => /^(\S+) [\d.]+, licence/.exec(chapter)?.[1]);
  expect(names).toEqual(expect.arrayContaining(['commander', 'seedrandom', 'yaml', 'd3-scale']));
  for (const chapter of chapters) expect(chapter).toMatch(/permi|redistribut|ISC|public domain/i);
});
