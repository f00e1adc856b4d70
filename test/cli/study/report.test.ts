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

  const open = 'orderService.pipeline.breaker.open.duration=1s,5s';
  test.each([
    ['sweep', 'classic', '--seeds', '2', '--vary', 'paymentService.capacity=1,5,20'],
    ['tune', 'classic', '--vary', open, '--max-seeds', '5', '--confirm', '2'],
    ['chaos', 'slow-death', '--incidents', '4', '--no-shrink'],
  ])('of a %s is what it told itself, page and pictures included', async (...args) => {
    const cwd = folder();
    const made = [...args, '--jobs', '1', '--quiet', '--format', 'json'];
    const drawn = (name: string) => ['--html', `${name}.html`, '--svg', name];
    const first = await blackfriday([...made, ...drawn('a')], { cwd });
    const stdin = first.stdout;
    const again = ['report', '-', '--quiet', '--format', 'json', ...drawn('b')];
    expect(await blackfriday(again, { cwd, stdin })).toMatchObject({ code: 0, stdout: stdin });
    const text = (path: string) => readFileSync(join(cwd, path), 'utf8');
    expect(text('b.html')).toBe(text('a.html'));
    expect(readdirSync(join(cwd, 'b')).length).toBeGreaterThan(0);
    for (const file of readdirSync(join(cwd, 'a')))
      expect(text(`b/${file}`)).toBe(text(`a/${file}`));
    const { code, stderr } = await blackfriday(['report', '-', '--format', 'ndjson'], {
      cwd,
      stdin,
    });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('none such, but table, json, csv, markdown'),
    });
  });

  test.each([
    ['{"format":"blackfriday.tuning/1"}', 'is no tuning of --format json: scenario is missing'],
    [
      '{"format":"blackfriday.chaos/1"}',
      'is no study of incidents of --format json: scenario is missing',
    ],
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
