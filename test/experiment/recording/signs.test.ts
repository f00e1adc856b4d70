import { describe, expect, it } from 'vitest';
import { conditionsOf } from '../../../src/experiment/recording/conditions.ts';
import { loadSignsOf } from '../../../src/experiment/recording/load-signs.ts';
import { recordedScenario } from '../../../src/experiment/recording/recorded-scenario.ts';
import { type Recording, stepsTogether } from '../../../src/scenario/recording/recording.ts';
import { fromCsv, fromLog } from './recorded.ts';

/** A minute of a log in seconds of its own: how many requests, what came of them, how long they took. */
function log(
  request: (second: number, place: number) => { status: number; seconds: number },
): Recording {
  const lines: string[] = [];
  for (let second = 0; second < 120; second++) {
    for (let place = 0; place < 20; place++) {
      const { status, seconds } = request(second, place);
      const clock = `00:0${1 + Math.floor(second / 60)}:${String(second % 60).padStart(2, '0')}`;
      lines.push(
        `::1 - - [27/Nov/2026:${clock} +0000] "GET / HTTP/1.1" ${status} 1 "-" "x" ${seconds.toFixed(3)}`,
      );
    }
  }
  return fromLog(lines.join('\n'));
}

const signsOf = (recording: Recording) =>
  loadSignsOf(
    recording,
    conditionsOf(recording.steps).usual,
    stepsTogether(recording.steps).failing,
  );

describe('what failures show', () => {
  it('all of one length, and longer than what is served: a timeout', () => {
    const signs = signsOf(
      log((_, place) =>
        place === 0 ? { status: 504, seconds: 2 } : { status: 200, seconds: 0.1 + place / 200 },
      ),
    );
    expect(signs.timeoutMs! / 2000).toBeCloseTo(1, 1);
  });

  it('of any length: none', () => {
    const signs = signsOf(
      log((second, place) =>
        place === 0 ? { status: 504, seconds: 1 + (second % 7) } : { status: 200, seconds: 0.1 },
      ),
    );
    expect(signs.timeoutMs).toBeNull();
  });

  it('quick ones have a latency of their own', () => {
    const { errorLatency } = recordedScenario(
      log((_, place) =>
        place < 4 ? { status: 500, seconds: 0.01 } : { status: 200, seconds: 0.1 + place / 200 },
      ),
    );
    expect(errorLatency!.written).toEqual({
      distribution: 'constant',
      value: expect.stringMatching(/^(9|10)\.?\d*ms$/),
    });
  });

  it('many in a slow stretch are not slow by themselves', () => {
    const recording = log((second, place) => {
      const isBad = second >= 60 && second < 90;
      return {
        status: isBad && place < 10 ? 500 : 200,
        seconds: (0.1 + (place % 10) / 100) * (isBad ? 4 : 1),
      };
    });
    expect(recordedScenario(recording).errorLatency).toBeNull();
  });
});

it('requests in progress are rate times latency', () => {
  const rows = Array.from({ length: 20 }, (_, i) => `${i * 10},${i === 9 ? 600 : 300},200`);
  expect(
    signsOf(fromCsv(['time,requests,mean_ms', ...rows].join('\n'))).mostInProgress,
  ).toBeCloseTo(12, 6);
});

it('a rate that rises with failures is told', () => {
  const rows = Array.from({ length: 30 }, (_, i) => `${i * 10},${300 + 10 * i},${i}`);
  expect(
    signsOf(fromCsv(['time,requests,errors', ...rows].join('\n'))).rateWithFailures,
  ).toBeGreaterThan(0.95);
});
