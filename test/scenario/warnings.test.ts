import { describe, expect, it } from 'vitest';
import { load } from './loading.ts';

const traced = (more: string) => `
duration: 10m
traffic: { arrivals: trace, file: o.csv${more} }
paymentService: { latency: 100ms }`;

const csv = (instants: readonly unknown[]) => ({ 'o.csv': ['time', ...instants].join('\n') });
const CROWD = csv(Array.from({ length: 2000 }, (_, i) => (i * 172) / 1999));
const CALM = csv(Array.from({ length: 2000 }, (_, i) => i * 100));

describe('a trace draws a warning', () => {
  it.each<[string, string, Record<string, string>, string[]]>([
    [
      'when nothing says its unit',
      '',
      CALM,
      [
        'The instants in o.csv are bare numbers, taken for ms: 2,000 orders within 3m19.9s. Say timeUnit: ms, or timeUnit: s.',
      ],
    ],
    [
      'when nothing says its unit, at the speed of the file',
      ', speed: 60',
      CROWD,
      [
        'The instants in o.csv are bare numbers, taken for ms: 2,000 orders within 172ms. Say timeUnit: ms, or timeUnit: s.',
      ],
    ],
    [
      'when its unit makes a crowd of it',
      ', timeUnit: ms',
      CROWD,
      ['The trace o.csv holds 2,000 orders within 172ms: is timeUnit: ms right?'],
    ],
    ['but not when it says its unit and is calm', ', timeUnit: ms', CALM, []],
    ['nor in another unit', ', timeUnit: s', CROWD, []],
    ['nor of dates', '', csv(['2026-11-27T00:00:00Z', '2026-11-27T00:00:00.001Z']), []],
    ['nor of few orders at once', ', timeUnit: s', csv([1, 1, 1]), []],
  ])('%s', (_, more, files, warnings) => {
    expect(load(traced(more), [], files).warnings).toEqual(warnings);
  });
});
