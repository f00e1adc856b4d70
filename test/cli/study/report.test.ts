import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { blackfriday, folder } from '../shell.ts';

const BRIEF = ['classic', '--seeds', '3', '--jobs', '1', '--quiet'];

describe('report of a study', () => {
  test('is what the study wrote: text, page and pictures', async () => {
    const cwd = folder();
    const place = { cwd };
    const drawn = ['--html', 'a.html', '--svg', 'a', '--png', 'a'];
    await blackfriday(['compare', ...BRIEF, '--format', 'json', '-o', 's.json', ...drawn], place);
    const markdown = await blackfriday(['compare', ...BRIEF, '--format', 'markdown'], place);
    const again = await blackfriday(['report', 's.json', '--format', 'markdown', '--quiet'], place);
    expect(again.stdout).toBe(markdown.stdout);
    const told = await blackfriday(
      ['report', 's.json', '--html', 'b.html', '--svg', 'b', '--png', 'b', '--quiet'],
      place,
    );
    expect(told).toEqual({ code: 0, stdout: '', stderr: '' });
    const bytes = (path: string) => readFileSync(join(cwd, path));
    expect(bytes('b.html').equals(bytes('a.html'))).toBe(true);
    const names = ['differences', 'goodput', 'latency', 'seeds', 'served'];
    const files = names.flatMap((name) => [`${name}.png`, `${name}.svg`]);
    expect(readdirSync(join(cwd, 'b'))).toEqual(files);
    for (const file of files) expect(bytes(`b/${file}`).equals(bytes(`a/${file}`))).toBe(true);
  });

  test.each([
    ['{"format":"blackfriday.study/1"}', 'is no study of --format json: identity is missing'],
    ['{"format":"blackfriday.study/2"}', 'found "blackfriday.study/2"'],
    ['{"format":"blackfriday.study/1",', 'is no JSON'],
  ])('of %s is refused', async (stdin, message) => {
    const { code, stderr } = await blackfriday(['report', '-', '--html', 'x.html'], {
      stdin,
      cwd: folder(),
    });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(message) });
  });

  test('a part of a study is not drawn: its merge is', async () => {
    const cwd = folder();
    const shard = ['compare', ...BRIEF, '--shard', '1/1', '-o', 'part.json'];
    const { code, stderr } = await blackfriday([...shard, '--html', 'x.html'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('--html draws a whole study: merge draws it'),
    });
    await blackfriday(shard, { cwd });
    const merged = await blackfriday(['merge', 'part.json', '--html', 'x.html'], { cwd });
    expect({ code: merged.code, files: readdirSync(cwd) }).toEqual({
      code: 0,
      files: ['part.json', 'x.html'],
    });
  });
});
