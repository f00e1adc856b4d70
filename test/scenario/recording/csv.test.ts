import { describe, expect, it } from 'vitest';
import { countOf, quantileOf } from '../../../src/scenario/recording/latency.ts';
import type { Recording, Step } from '../../../src/scenario/recording/recording.ts';
import { ALL, fromCsv } from '../../experiment/recording/recorded.ts';

const ROWS = [0, 10, 20, 30];
/** Four rows under a header, ten seconds apart. */
const table = (header: string, row: (s: number) => string) => [header, ...ROWS.map(row)].join('\n');

/** The second step: requests, failed, declined, and p50 and p95 of what was served. */
function second({ steps }: Recording): (number | undefined)[] {
  const { requests, failed, declined, served } = steps[1]!;
  const at = (share: number) => (served === null ? undefined : quantileOf(served, share));
  return [requests, failed, declined, at(0.5), at(0.95)];
}

describe('columns by sensible names', () => {
  it.each([
    [
      'time,requests,errors,p50_ms,p95_ms',
      (s: number) => `${s},100,5,120,400`,
      [100, 5, 0, 120, 400],
    ],
    [
      'timestamp,rps,error_rate,p50,p95',
      (s: number) => `${1.79e9 + s},10,0.05,0.12,0.4`,
      [100, 5, 0, 120, 400],
    ],
    [
      'Time;Request rate;Error %;Median (ms);95th percentile (ms)',
      (s: number) => `2026-11-27 00:00:${s + 10};10;5;120;400`,
      [100, 5, 0, 120, 400],
    ],
    [
      'ts,qps,success_rate,latency_p50_seconds,latency_p95_seconds',
      (s: number) => `${s},10,95%,0.12,0.4`,
      [100, 5, 0, 120, 400],
    ],
    [
      'time\tthroughput\terrors/s\tp50us\tresponse p95 us',
      (s: number) => `${s}\t10\t0.5\t120000\t400000`,
      [100, 5, 0, 120, 400],
    ],
    [
      'date,count,5xx,4xx,mean_ms',
      (s: number) => `2026-11-27T00:00:${s + 10}Z,100,5,3,150`,
      [100, 5, 3, undefined, undefined],
    ],
    [
      '"time","requests","failed","p50 ms"',
      (s: number) => `"${s}","100","5","120"`,
      [100, 5, 0, 120, undefined],
    ],
    ['time,requests,ok', (s: number) => `${s},100,95`, [100, 5, 0, undefined, undefined]],
    [
      'startMs,orders.arrived,orders.failed,orders.blocked,latencyMs.p50,latencyMs.paid.p50',
      (s: number) => `${s * 1000},100,5,20,60,120`,
      [100, 25, 0, 120, undefined],
    ],
  ])('%s', (header, row, expected) => {
    const recording = fromCsv(table(header, row));
    const found = second(recording).map((one) =>
      one === undefined ? one : Number(one.toPrecision(9)),
    );
    expect([recording.stepMs, recording.steps.length, ...found]).toEqual([10_000, 4, ...expected]);
  });

  it('with a BOM, CRLF, empty lines and comments are the same', () => {
    const plain = table('time,requests,errors', (s) => `${s},100,5`);
    const odd = `\uFEFF# from somewhere\r\n\r\n${plain.replaceAll('\n', '\r\n')}\r\n\r\n`;
    expect(fromCsv(odd).steps).toEqual(fromCsv(plain).steps);
  });

  it('with NaN, Inf and nothing: what is not there is not known', () => {
    const text = table(
      'time,requests,errors,p50_ms',
      (s) => `${s},100,${s === 10 ? 'NaN' : 5},${['', '+Inf', 'null', '120'][s / 10]}`,
    );
    const { steps } = fromCsv(text);
    expect(steps.map(({ failed }) => failed)).toEqual([5, 0, 5, 5]);
    expect(steps.map(({ served }) => served === null)).toEqual([true, true, true, false]);
  });

  it('in any order, with a row missing and one cut short', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i * 10},${i},0`).filter((_, i) => i !== 7);
    const { steps, account } = fromCsv(
      ['time,requests,errors', ...rows.reverse(), '300,4'].join('\n'),
    );
    expect(steps.map(({ requests }) => requests).slice(5, 10)).toEqual([5, 6, 6, 8, 9]);
    expect(account.assumed.join()).toContain(
      '1 steps without a row are taken to be as the one before',
    );
    expect(account.leftOut.join()).toContain('1 bad rows, the first of them on line 31');
  });

  it('a row a request, where there is neither a count nor a rate', () => {
    const rows = Array.from(
      { length: 900 },
      (_, i) => `${i / 10},${i % 10 === 0 ? 'timeout' : 200},${100 + (i % 3)}`,
    );
    const { steps } = fromCsv(['time,status,duration_ms', ...rows].join('\n'));
    const sum = (read: (step: Step) => number) => steps.reduce((all, step) => all + read(step), 0);
    expect(sum(({ failed }) => failed) / sum(({ requests }) => requests)).toBeCloseTo(0.1, 2);
    expect(sum(({ served }) => (served === null ? 0 : countOf(served)))).toBe(
      sum(({ requests, failed }) => requests - failed),
    );
  });

  it('a row a request, as JMeter writes them: a success that is none has failed', () => {
    const rows = Array.from(
      { length: 600 },
      (_, i) =>
        `${1.795e12 + i * 100},${100 + (i % 3)},pay,${i % 10 === 1 ? 500 : 200},OK,${i % 10 > 1}`,
    );
    const { steps } = fromCsv(
      ['timeStamp,elapsed,label,responseCode,responseMessage,success', ...rows].join('\n'),
    );
    const sum = (read: (step: Step) => number) => steps.reduce((all, step) => all + read(step), 0);
    expect(sum(({ failed }) => failed) / sum(({ requests }) => requests)).toBeCloseTo(0.2, 2);
    expect(quantileOf(steps[0]!.served!, 0.5)! / 101).toBeCloseTo(1, 1);
  });
});

describe('what is no recording', () => {
  const good = table('time,requests', (s) => `${s},1`);
  it.each([
    ['nothing', '', 'found an empty file'],
    ['a header only', 'time,requests', 'found no rows below the header'],
    [
      'no time',
      'tme,requests\n1,2',
      'found no column of time among "tme", "requests"\n  expected a column of time',
    ],
    [
      'no requests',
      'time,colour\n1,red',
      'found neither requests nor their rate among "time", "colour"',
    ],
    [
      'an answer in HTML',
      '<html>\n<body>502 Bad Gateway</body>\n</html>',
      'found no column of time',
    ],
    [
      'a bad number',
      good.replace('10,1', '10,many'),
      'metrics.csv:3:4\n  3 | 10,many\n    |    ^\n  found "many"\n  expected a number of 0 or more',
    ],
    ['a negative number', good.replace('10,1', '10,-5'), 'found "-5"'],
    [
      'a bad time',
      good.replace('20,1', 'later,1'),
      'metrics.csv:4:1\n  4 | later,1\n    | ^\n  found "later"\n  expected a date',
    ],
    ['a quote without end', 'time,requests\n1,"2\n', 'found text that is no CSV'],
    ['one instant', 'time,requests\n1,2\n1,3', 'found rows of one instant only'],
    ['several arms', 'arm,time,requests\na,0,1\nb,10,1', 'found rows of several arms: a, b'],
    ['a gap of a year', `${good}\n31536000,1`, 'gaps of'],
  ])('%s', (_, text, message) => {
    expect(() => fromCsv(text)).toThrow(message);
  });

  it('not in the time that is asked for', () => {
    expect(() => fromCsv(good, { ...ALL, startMs: 1e9 })).toThrow(
      'no rows between --start and --end',
    );
  });
});
