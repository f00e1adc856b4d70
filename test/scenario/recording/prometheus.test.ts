import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/scenario/recording/prometheus-answer.ts';
import { PRESETS, queriesOf } from '../../../src/scenario/recording/prometheus-queries.ts';
import { recordingOf } from '../../../src/scenario/recording/prometheus-recording.ts';

const matrix = (...series: readonly (readonly [number, string][])[]) =>
  JSON.stringify({
    status: 'success',
    data: { resultType: 'matrix', result: series.map((values) => ({ metric: {}, values })) },
  });

describe('what Prometheus answers', () => {
  it('is a series, less what is not finite', () => {
    const answer = readAnswer(
      200,
      matrix([
        [1, '1.5'],
        [2, 'NaN'],
        [3, '+Inf'],
        [4, '0'],
      ]),
    );
    expect([...(answer as Map<number, number>)]).toEqual([
      [1, 1.5],
      [4, 0],
    ]);
    expect(readAnswer(200, matrix())).toEqual(new Map());
  });

  it.each([
    ['HTML', 200, '<html><title>Login</title>', 'found 200 and "<html><title>Login</title>"'],
    ['nothing', 500, '', 'found 500 and nothing'],
    ['a bare list', 200, '[1]', 'found 200 and "[1]"'],
    [
      'an error',
      400,
      '{"status":"error","errorType":"bad_data","error":"parse error"}',
      'found bad_data: parse error',
    ],
    [
      'a vector',
      200,
      '{"status":"success","data":{"resultType":"vector","result":[]}}',
      'found a result of type "vector"',
    ],
    ['several series', 200, matrix([[1, '1']], [[1, '2']]), 'found 2 series'],
    [
      'a number for a text',
      200,
      '{"status":"success","data":{"resultType":"matrix","result":[{"values":[[1,2]]}]}}',
      'found a value "[1,2]"',
    ],
  ])('%s is none', (_, status, text, found) => {
    const { found: what } = readAnswer(status, text) as { found: string };
    expect(`found ${what}`).toContain(found);
  });
});

describe('the recording that answers make', () => {
  const range = { start: 0, end: 50, step: 10 };
  const series = (...values: (number | null)[]) =>
    new Map(values.flatMap((value, i) => (value === null ? [] : [[(i + 1) * 10, value] as const])));

  it('counts what came in each step, and fills gaps with the step before', () => {
    const { steps, startMs, account } = recordingOf('p', range, {
      series: {
        rate: series(null, 5, null, 6, 7),
        failed: series(null, 1),
        p50: series(null, 0.2),
      },
      unit: 's',
      words: [],
    });
    expect(startMs).toBe(10_000);
    expect(steps.map(({ requests, failed }) => [requests, failed])).toEqual([
      [50, 10],
      [50, 10],
      [60, 0],
      [70, 0],
    ]);
    expect(steps[0]!.served).toMatchObject({ quantiles: [{ share: 0.5, ms: 200 }] });
    expect(account.assumed.join()).toContain('1 steps without a value');
  });

  it('is none where nothing came', () => {
    const nothing = { series: { rate: series(0, 0) }, unit: 's' as const, words: [] };
    expect(() => recordingOf('p', range, nothing)).toThrow('found no requests in that time');
  });
});

it('every query has its labels in one pair of braces, and the window of a step', () => {
  for (const preset of PRESETS) {
    for (const query of Object.values(queriesOf(preset, 15_000, 'service="order"'))) {
      expect(query).toMatch(/service="order"/);
      expect(query.match(/\[15s\]/g)!.length).toBe(
        query.match(/\{[^{}]*service="order"[^{}]*\}/g)!.length,
      );
      expect(query).not.toMatch(/\{,|,,|,\}/);
    }
  }
});
