import { describe, expect, it } from 'vitest';
import type { Result } from '../../src/experiment/result.ts';
import { cellsOf, cut, fitted } from '../../src/report/cells.ts';
import { chart } from '../../src/report/terminal-chart/format.ts';
import { createLook } from '../../src/report/terminal-chart/look.ts';
import { roundScale, spread, stackRows } from '../../src/report/terminal-chart/stack.ts';
import { scriptStrips, stateStrip } from '../../src/report/terminal-chart/strips.ts';
import { timeAxis } from '../../src/report/terminal-chart/time-axis.ts';
import { flood } from './results.ts';

const PLAIN = createLook({ colour: false, ascii: false });
const ASCII = createLook({ colour: false, ascii: true });
const NOTHING = { successful: 0, declined: 0, timedOut: 0, failed: 0, blocked: 0 };

function screen(result: Result, width: number, ascii: boolean): string {
  const options = {
    width,
    ascii,
    colour: false,
    everyTick: false,
    byService: false,
    ticks: true,
    quiet: false,
    calls: false,
  };
  return [...chart.create(options).end(result)].join('');
}

const plain = flood();
const scripted: Result = {
  ...plain,
  scenario: {
    ...plain.scenario,
    script: [{ fromMs: 200_000, untilMs: 260_000, changes: ['failure rate 50%', 'latency x3'] }],
  },
};

describe('a chart in the terminal', () => {
  it.each([
    [80, false],
    [80, true],
    [160, false],
  ])('at %i columns, ASCII %s', async (width, ascii) => {
    const text = screen(scripted, width, ascii);
    const file = `golden/chart-${width}${ascii ? '-ascii' : ''}.txt`;
    await expect(text).toMatchFileSnapshot(file);
    expect(text.split('\n').every((line) => cellsOf(line) <= width)).toBe(true);
    if (ascii) expect(text.replace(/[ -~\n]/g, '')).toBe('');
  });

  it('is in a row what each sign stands for, and in colour the same', () => {
    const stack = { successful: 4, declined: 0, timedOut: 2, failed: 2, blocked: 8 };
    const options = { rows: 8, scale: 16, marked: new Set<number>() };
    const column = (look: typeof PLAIN) => stackRows([stack], options, look).join('');
    expect(column(PLAIN)).toBe('░░░░▚▒██');
    expect(column(ASCII)).toBe('....xt##');
    const coloured = createLook({ colour: true, ascii: false });
    const seen = stackRows([stack], options, coloured).map((row) => cellsOf(row));
    expect(seen).toEqual(Array.from({ length: 8 }, () => 1));
  });

  it('shows a part of a cell where it can', () => {
    const options = { rows: 1, scale: 8, marked: new Set([2]) };
    const stacks = [1, 4, 0, 8].map((successful) => ({ ...NOTHING, successful }));
    expect(stackRows(stacks, options, PLAIN)).toEqual(['▁▄┊█']);
    expect(stackRows(stacks, options, ASCII)).toEqual([' #:#']);
  });

  it.each([
    [0, 1],
    [1, 1],
    [9, 10],
    [31_200, 40_000],
    [8_005, 10_000],
    [1_100, 1_200],
  ])('fits %i under a scale of %i', (most, scale) => {
    expect(roundScale(most)).toBe(scale);
  });

  it('spreads columns over all cells', () => {
    expect(spread(['a', 'b'], 5).join('')).toBe('aaabb');
    expect(spread(['a', 'b', 'c'], 3).join('')).toBe('abc');
  });
});

describe('what stands under a chart', () => {
  const time = { fromMs: 0, msPerCell: 1_000, cells: 40 };
  const span = (fromMs: number, untilMs: number, state: 'closed' | 'open' | 'half-open') => ({
    breaker: null,
    instance: 1,
    fromMs,
    untilMs,
    state,
  });

  it('names a state that lasts, and shows one that is short', () => {
    const spans = [
      span(0, 20_000, 'closed'),
      span(20_000, 30_500, 'open'),
      span(30_500, 30_900, 'half-open'),
      span(30_900, 35_000, 'closed'),
    ];
    expect(stateStrip(spans, time, PLAIN)).toBe('────── closed ──────██ open ███────     ');
  });

  it.each([
    [0, 30_000, '├ latency x3 ────────────────┤'],
    [30_000, 33_000, `${' '.repeat(18)} latency x3 ├─┤`],
    [5_000, 8_000, '     ├─┤ latency x3'],
    [20_000, null, `${' '.repeat(20)}├ latency x3 ──────┤`],
  ])('brackets the script from %i to %s ms', (fromMs, untilMs, expected) => {
    const marks = [{ fromMs, untilMs, changes: ['latency x3'] }];
    expect(scriptStrips(marks, time, PLAIN)).toEqual([expected]);
  });

  it('labels instants that people count in', () => {
    const [line, labels] = timeAxis({ fromMs: 0, msPerCell: 10_000, cells: 30 }, PLAIN);
    expect(line).toBe('┬───────────┬───────────┬─────');
    expect(labels).toBe('0s          2m00s       4m00s');
  });
});

describe('texts in cells', () => {
  it.each([
    ['日本', 4],
    ['\u001b[31mred\u001b[39m', 3],
    ['e\u0301', 1],
  ])('%j takes %i', (text, cells) => {
    expect(cellsOf(text)).toBe(cells);
  });

  it('are cut without half a character, and without leaking colour', () => {
    expect(fitted('日本', 3)).toBe('日 ');
    expect(fitted('\u001b[31mred\u001b[39m', 2)).toBe('\u001b[31mre\u001b[0m');
    expect(fitted('ab', 4)).toBe('ab  ');
    expect(cut('日本語', 4, '…')).toBe('日…');
    expect(cut('ab', 2, '...')).toBe('ab');
  });
});
