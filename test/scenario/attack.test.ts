import { describe, expect, it } from 'vitest';
import { parseClaim, parseThreshold } from '../../src/scenario/claim-parser.ts';
import { complaint, load, SOUND } from './loading.ts';

const many = (count: number, text: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => text(index));

/** Files that nobody types, each of any size; every one of them is mistaken. */
const HOSTILE: Readonly<Record<string, (size: number) => string>> = {
  'bad stages of JSON on one line': (size) => {
    const stages = Array.from({ length: size }, () => ({ duration: 'x' }));
    const traffic = { arrivals: 'poisson', startRate: 1, stages };
    return JSON.stringify({ duration: '10m', traffic, paymentService: { latency: '1s' } });
  },
  'unknown keys': (size) => SOUND + many(size, (index) => `key${index}: 1`).join('\n'),
  'unknown keys on one line': (size) =>
    SOUND.replace(' }', `, ${many(size, (index) => `key${index}: 1`).join(', ')} }`),
  'keys given twice': (size) => SOUND + many(size, (index) => `title: ${index}`).join('\n'),
  'bad script entries': (size) =>
    SOUND.replace('200ms', `200ms, script: [${many(size, () => '{ at: soon }').join(', ')}]`),
  'bad values over several lines': (size) =>
    SOUND.replace('200ms', `\n  [${many(size, () => '1s').join(',\n  ')}]`),
  'bad thresholds': (size) =>
    `${SOUND}thresholds: [${many(size, () => '"as written: orders.payed > 3"').join(', ')}]`,
  'spaces in a threshold': (size) =>
    `${SOUND}thresholds: ["as written${' '.repeat(size * 20)}: ${' '.repeat(size * 20)}x"]`,
  'colons in a threshold': (size) => `${SOUND}thresholds: ["${': '.repeat(size * 20)}"]`,
  'a key of many letters': (size) => `${SOUND}${'k'.repeat(size * 20)}: 1`,
};

/** What it takes the processor, in ms, at the best of several times. */
function cost(work: () => void): number {
  const times = many(3, () => '').map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('a hostile file is answered in words, and in time that grows with its size', () => {
  const SIZE = 100;
  const TIMES = 16;

  it.each(Object.entries(HOSTILE))('%s', (_, textOf) => {
    const [small, large] = [textOf(SIZE), textOf(SIZE * TIMES)];
    const least = cost(() => complaint(small));
    const most = cost(() => expect(complaint(large)).toContain('expected'));
    // Linear would be 16 times, the square 256; below some ms the clock says little.
    expect(most).toBeLessThan(96 * Math.max(2, least));
  });

  it('quotes no more of a long line than fits a screen', () => {
    const lines = complaint(HOSTILE['bad stages of JSON on one line']!(100)).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(120);
    const last = lines.indexOf('shop.yaml:1:1770: traffic.stages[99].duration');
    expect(lines.slice(last + 1, last + 3)).toEqual([
      '  1 | …x"},{"duration":"x"},{"duration":"x"},{"duration":"x"}]},"paymentService":{"latency":"1s"}}',
      '    |                                                    ^',
    ]);
  });
});

describe('thresholds and claims of any length', () => {
  const ARMS = ['as written'];
  const LONG = 100_000;

  it.each([
    ['spaces', `as written:${' '.repeat(LONG)}`, LONG + 11],
    ['digits', `as written: latencyMs.p95 < ${'1'.repeat(LONG)}`, 28],
    ['numbers', `as written: latencyMs.p95 < ${'1 '.repeat(LONG)}`, 28],
    ['letters', `as written: ${'x'.repeat(LONG)} > 1`, 12],
    ['an arm', `${'y '.repeat(LONG)}: orders.paid > 1`, 0],
  ])('%s: refused at their place, with a word of them', (_, text, offset) => {
    const fault = parseThreshold(text, ARMS);
    expect(fault).toMatchObject({ offset });
    expect('found' in fault && fault.found.length).toBeLessThan(LONG + 100);
  });

  it('a claim of ten thousand parts has as many', () => {
    const text = Array(10_000).fill('as written: orders.paid >= 1').join(' and ');
    const claim = parseClaim(text, ARMS);
    expect('parts' in claim && claim.parts).toHaveLength(10_000);
  });
});

describe('a block that is a distribution from a file, where none belongs', () => {
  it('is told key by key, and the file is not asked for', () => {
    const text = `${SOUND}orderService: { distribution: empirical, file: values.csv }\n`;
    expect(complaint(text)).toContain('unknown key "distribution"');
    expect(complaint(text)).toContain('unknown key "file"');
    expect(complaint(text)).not.toContain('values.csv does not exist');
  });

  it.each(['duration: ', 'title: ', 'thresholds: '])('%s', (key) => {
    const text = `${SOUND.replace(/^duration.*\n/, '')}${key}{ distribution: empirical, file: v }\n`;
    expect(complaint(text, [], { v: '1\n' })).toContain('shop.yaml:');
  });

  it('where it belongs, a mistake in its values is told at their lines', () => {
    const text = SOUND.replace('200ms', '{ distribution: empirical, file: v }');
    expect(load(text, [], { v: '1s\n2s\n' }).paymentService.latency).toMatchObject({ mean: 1500 });
    expect(complaint(text, [], { v: '1s\nsoon\n' })).toContain('v:2:1: paymentService.latency');
  });
});

describe('a script', () => {
  const scriptOf = (size: number) =>
    SOUND.replace(
      '200ms',
      `200ms, script: [${many(size, (index) => `{ at: ${index}ms, failureRate: 1% }`).join(', ')}]`,
    );

  it('has a limit, which is told', () => {
    expect(load(scriptOf(1000)).paymentService.script).toHaveLength(1000);
    expect(complaint(scriptOf(1001))).toContain('expected a script of at most 1000 entries');
  });
});
