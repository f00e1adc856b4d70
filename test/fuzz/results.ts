import fc from 'fast-check';
import * as v from 'valibot';
import { armsOf } from '../../src/experiment/arms.ts';
import type { Result } from '../../src/experiment/result.ts';
import { resultSchema } from '../../src/experiment/result-schema.ts';
import { REPORTERS } from '../../src/report/index.ts';
import { replay } from '../../src/report/replay.ts';
import { run } from '../experiment/runs.ts';
import { scenarioOf } from '../model/scenarios.ts';
import { reporterOf } from '../report/reporting.ts';
import { attack, promptly } from './attack.ts';
import { STEERING, weird } from './words.ts';

const SCENARIO = scenarioOf({
  duration: '20s',
  tick: '2s',
  traffic: { arrivals: 'poisson', startRate: '20/s' },
  paymentService: { latency: '100ms', script: [{ at: '5s', for: '5s', outage: 'refuse' }] },
  orderService: { pipeline: [{ breaker: {} }, { timeout: '1s' }] },
  thresholds: ['with breaker: orders.paid >= 1'],
});
const RESULT = JSON.stringify(run(SCENARIO, armsOf(SCENARIO)));

/** Places in the text of a result where a value stands. */
const PLACES = [...RESULT.matchAll(/:(-?\d[\d.]*|"[^"]*"|null|true)/g)].map(
  ({ index, 0: found }) => ({
    from: index + 1,
    until: index + found.length,
  }),
);

const value = fc.oneof(
  fc.constantFrom('-1', '1e999', '0.5', 'null', '[]', '{}', '1e300', '-0', '9007199254740993'),
  weird.map((text) => JSON.stringify(text)),
);

/** A result with a value or two that no run could have written. */
const odd = fc
  .array(fc.tuple(fc.nat(PLACES.length - 1), value), { minLength: 1, maxLength: 3 })
  .map((changes) =>
    changes
      .sort(([a], [b]) => b - a)
      .reduce((text, [place, changed]) => {
        const { from, until } = PLACES[place]!;
        return text.slice(0, from) + changed + text.slice(until);
      }, RESULT),
  );

const STEERED = REPORTERS.map(({ name }) => name);

export const RESULTS = [
  attack(
    'report: odd results are refused, or told without steering the terminal',
    60,
    odd,
    (text) => {
      let read: unknown;
      try {
        read = JSON.parse(text);
      } catch {
        return;
      }
      if (!v.is(resultSchema, read)) return;
      for (const format of STEERED) {
        const pieces = promptly(() => [...replay(read as unknown as Result, reporterOf(format))]);
        if (STEERING.test(pieces.join(''))) throw new Error(`${format} steers the terminal`);
      }
    },
  ),
];
