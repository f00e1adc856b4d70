import { describe, expect, test } from 'vitest';
import { decode } from '../../../src/kernel/settings.ts';
import {
  OutlierDetection,
  outlierDetectionSettings,
} from '../../../src/model/link/outlier-detection.ts';

interface Fleet {
  readonly instances: number;
  readonly settings?: Record<string, unknown>;
}

/**
 * Plays a timeline against a fleet: `0s: fail 1 x5` (instance 1, five times), `ok 1`, `sweep`. Each row is
 * answered by the instances that get requests then.
 */
function play({ instances, settings = {} }: Fleet, rows: readonly string[]): string[] {
  const detection = new OutlierDetection(decode(outlierDetectionSettings, settings), instances);
  return rows.map((row) => {
    const [, at, what, instance, times = '1'] =
      /^(\d+)s: (fail|ok|sweep) ?(\d+)?(?: x(\d+))?$/.exec(row)!;
    for (let i = 0; i < Number(times); i++) {
      if (what === 'fail') detection.fail(Number(instance) - 1, Number(at) * 1000);
      else if (what === 'ok') detection.succeed(Number(instance) - 1);
      else detection.sweep(Number(at) * 1000, () => {});
    }
    const used = Array.from({ length: instances }, (_, i) => i).filter((i) => detection.admits(i));
    const names = used.length === instances ? 'all' : used.map((i) => i + 1).join(' ') || 'none';
    return `${row} -> ${names}${detection.panics ? ', in panic' : ''}`;
  });
}

const table = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

function expectTimeline(fleet: Fleet, text: string): void {
  const rows = table(text);
  expect(
    play(
      fleet,
      rows.map((row) => row.split(' -> ')[0]!),
    ),
  ).toEqual(rows);
}

describe("Envoy's rules, as documented", () => {
  test('the fifth failure in a row ejects; a success starts the count again', () => {
    expectTimeline(
      { instances: 10 },
      `
      0s: fail 3 x4 -> all
      0s: ok 3 -> all
      0s: fail 3 x4 -> all
      1s: fail 3 -> 1 2 4 5 6 7 8 9 10
      `,
    );
  });

  test('ten per cent of nine instances is none: nobody is ejected', () => {
    expectTimeline({ instances: 9 }, '0s: fail 3 x50 -> all');
  });

  test('ten per cent of ten is one: the second outlier stays', () => {
    expectTimeline(
      { instances: 10 },
      `
      0s: fail 3 x5 -> 1 2 4 5 6 7 8 9 10
      0s: fail 4 x50 -> 1 2 4 5 6 7 8 9 10
      `,
    );
  });

  test('an ejected instance comes back by time, and only at a sweep', () => {
    expectTimeline(
      { instances: 10 },
      `
      1s: fail 3 x5 -> 1 2 4 5 6 7 8 9 10
      10s: sweep -> 1 2 4 5 6 7 8 9 10
      30s: sweep -> 1 2 4 5 6 7 8 9 10
      40s: sweep -> all
      `,
    );
  });

  test('the n-th ejection lasts n times as long, and a sweep in use takes one back', () => {
    expectTimeline(
      { instances: 10 },
      `
      0s: fail 3 x5 -> 1 2 4 5 6 7 8 9 10
      30s: sweep -> all
      30s: fail 3 x5 -> 1 2 4 5 6 7 8 9 10
      80s: sweep -> 1 2 4 5 6 7 8 9 10
      90s: sweep -> all
      100s: sweep -> all
      110s: sweep -> all
      110s: fail 3 x5 -> 1 2 4 5 6 7 8 9 10
      140s: sweep -> all
      `,
    );
  });

  test('no ejection lasts longer than the longest', () => {
    expectTimeline(
      { instances: 10, settings: { baseEjection: '30s', longestEjection: '40s' } },
      `
      0s: fail 3 x5 -> 1 2 4 5 6 7 8 9 10
      30s: sweep -> all
      30s: fail 3 x5 -> 1 2 4 5 6 7 8 9 10
      60s: sweep -> 1 2 4 5 6 7 8 9 10
      70s: sweep -> all
      70s: fail 3 x5 -> 1 2 4 5 6 7 8 9 10
      100s: sweep -> 1 2 4 5 6 7 8 9 10
      110s: sweep -> all
      `,
    );
  });

  test('below the panic threshold all are used, the ejected ones too', () => {
    expectTimeline(
      { instances: 4, settings: { maxEjected: '100%' } },
      `
      0s: fail 1 x5 -> 2 3 4
      0s: fail 2 x5 -> 3 4
      0s: fail 3 x5 -> all, in panic
      `,
    );
  });

  test('with the panic threshold at nought, nobody may be left', () => {
    expectTimeline(
      { instances: 2, settings: { maxEjected: '100%', panic: '0%' } },
      `
      0s: fail 1 x5 -> 2
      0s: fail 2 x5 -> none
      `,
    );
  });

  test('29 % of a hundred is twenty-nine', () => {
    const settings = decode(outlierDetectionSettings, { maxEjected: '29%' });
    const detection = new OutlierDetection(settings, 100);
    for (let instance = 0; instance < 100; instance++) {
      for (let i = 0; i < 5; i++) detection.fail(instance, 0);
    }
    expect(detection.ejected).toBe(29);
  });
});
