import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Result, Transition } from '../../src/experiment/result.ts';
import type { ReporterOptions } from '../../src/report/reporter.ts';
import { withoutTicks } from '../../src/report/without-ticks.ts';
import { reporterOf, told } from './reporting.ts';
import { flood, floodAlone } from './results.ts';

function screen(result: Result, options: Partial<ReporterOptions> = {}, format = 'table'): string {
  return told(reporterOf(format, options), result);
}

const lines = (text: string) => text.split('\n');
const longest = (text: string) => Math.max(...lines(text).map((line) => line.length));
const widths = [72, 80, 99, 100, 120, 160, 240];

describe('screens, as they are to look', () => {
  test.each([
    ['compare-80.txt', flood(), { width: 80 }],
    ['compare-160.txt', flood(), { width: 160 }],
    ['compare-80-ascii.txt', flood(), { width: 80, ascii: true }],
    ['compare-80-quiet.txt', flood(), { width: 80, quiet: true }],
    ['run-80.txt', floodAlone(), { width: 80 }],
    ['run-160.txt', floodAlone(), { width: 160 }],
  ] as const)('%s', async (file, result, options) => {
    await expect(screen(result, options)).toMatchFileSnapshot(`golden/${file}`);
  });

  test('compare-markdown.txt', async () => {
    await expect(screen(flood(), {}, 'markdown')).toMatchFileSnapshot(
      'golden/compare-markdown.txt',
    );
  });
});

describe('the table', () => {
  test.each(widths)('keeps within %d columns', (width) => {
    for (const result of [flood(), floodAlone()]) {
      expect(longest(screen(result, { width }))).toBeLessThanOrEqual(width);
      expect(longest(screen(result, { width, ascii: true }))).toBeLessThanOrEqual(width);
    }
  });

  test('uses a wide screen for longer bars and more columns', () => {
    expect(longest(screen(flood(), { width: 160 }))).toBeGreaterThan(140);
    const columns = (width: number) => lines(screen(flood(), { width }))[4]!.match(/\w+/g)!;
    expect(columns(80)).toEqual(expect.not.arrayContaining(['paid', 'p95']));
    expect(columns(160)).toEqual(expect.arrayContaining(['paid', 'p95', 'queued']));
  });

  test('colour changes nothing but colour', () => {
    const coloured = screen(flood(), { colour: true });
    expect(coloured).toContain('\u001b[');
    const trimmed = (text: string) => lines(text).map((line) => line.trimEnd());
    expect(trimmed(stripVTControlCharacters(coloured))).toEqual(trimmed(screen(flood())));
  });

  test('in ASCII holds nothing else, whatever the scenario says', () => {
    const result = flood();
    const title = 'Überlast – “peak” → 50 × ☃';
    const ascii = screen({ ...result, scenario: { ...result.scenario, title } }, { ascii: true });
    expect(ascii).toMatch(/^[\x20-\x7e\n]*$/);
    expect(ascii).toContain('Uberlast - "peak" -> 50 x ?');
  });

  test('lets no word of a scenario move the cursor', () => {
    const result = flood();
    const hostile = { ...result.scenario, title: 'a\u001b[2Jb\r\nc' };
    expect(lines(screen({ ...result, scenario: hostile }))[0]).toBe('a\uFFFD[2Jb c');
  });

  test('draws both arms on one scale', () => {
    const row = lines(screen(flood())).find((line) => line.startsWith('3m20s'))!;
    const [baseline, candidate] = row.match(/[█▏▎▍▌▋▊▉░]+/g)!;
    expect(baseline!.length).toBe(candidate!.length);
  });

  test('notes a transition below the row of its tick, with instant and reason', () => {
    const all = lines(screen(flood()));
    const row = all.findIndex((line) => line.startsWith('3m20s'));
    expect(all[row + 1]).toBe('3m21.4s closed → open: 104 of 200 calls failed (52 %)');
  });

  test('tells the first of many transitions in a tick, and how many more', () => {
    const all = lines(screen(flood()));
    const more = all.findIndex((line) => line.includes('… and'));
    expect(all[more]!.trim()).toBe('… and 4 more, the last to half-open at 3m44.0s');
    expect(all.slice(more - 3, more).every((line) => line.startsWith('3m4'))).toBe(true);
  });

  test('tells of one restless tick after another in a line each', () => {
    const { arms, ...rest } = floodAlone();
    const flip = (index: number) => (index % 2 === 0 ? 'open' : 'half-open');
    const transitions = Array.from({ length: 60 }, (_, index) => ({
      atMs: index * 1_000,
      from: flip(index),
      to: flip(index + 1),
      reason: 'restless',
    })) as Transition[];
    const all = lines(screen({ ...rest, arms: [{ ...arms[0]!, transitions }] }));
    expect(all.filter((line) => line.includes('restless'))).toHaveLength(3);
    expect(all.filter((line) => line.includes('… 10 changes of state'))).toHaveLength(5);
  });

  test('names the arm of a transition only where two arms have a breaker', () => {
    const { arms, ...rest } = flood();
    const both = { ...rest, arms: [{ ...arms[0]!, transitions: arms[1]!.transitions }, arms[1]!] };
    expect(screen(both)).toContain('with breaker: closed → open: 104 of');
    expect(screen(flood())).not.toContain('with breaker: closed');
  });

  test('names the breaker and the instance of a transition where there are several', () => {
    const { arms, ...rest } = floodAlone();
    const transition = { ...arms[0]!.transitions[0]!, breaker: 'inner', instance: 2 };
    const result = { ...rest, arms: [{ ...arms[0]!, transitions: [transition] }] };
    expect(screen(result)).toContain('inner, instance 2: closed → open: 104 of');
    expect(screen(result, {}, 'markdown')).toContain('inner, instance 2, closed → open: 104 of');
  });

  test('wraps a long reason under itself', () => {
    const { arms, ...rest } = floodAlone();
    const reason = `${'very '.repeat(30)}long`;
    const transition = { ...arms[0]!.transitions[0]!, reason };
    const text = screen({ ...rest, arms: [{ ...arms[0]!, transitions: [transition] }] });
    expect(longest(text)).toBeLessThanOrEqual(80);
    expect(text.match(/\bvery\b/g)).toHaveLength(30);
  });

  test('shows every tick where that is asked for', () => {
    const rows = (text: string) => lines(text).filter((line) => /^ *\S+s │/.test(line)).length;
    expect(rows(screen(flood(), { everyTick: true }))).toBe(60);
    expect(rows(screen(flood()))).toBeLessThan(25);
  });

  test('goes without ticks', () => {
    const text = screen(withoutTicks(flood()), { ticks: false });
    expect(text).not.toContain('successful failed');
    expect(text).toContain('orders arrived');
  });

  test('says that a run is partial', () => {
    expect(screen({ ...flood(), partial: { untilMs: 200_000 } })).toContain(
      'up to 3m20s of 10m only',
    );
  });

  test('gives way in bars before it gives way in figures', () => {
    const { arms, ...rest } = flood();
    const long = {
      ...rest,
      scenario: { ...rest.scenario, tickMs: 3_600_000, durationMs: 60 * 3_600_000 },
      arms,
    };
    const text = screen(long, { width: 72 });
    expect(longest(text)).toBeLessThanOrEqual(72);
    expect(text).toContain('5,703');
  });
});
