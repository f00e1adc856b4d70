import type * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { distribution } from '../../../src/kernel/distribution/index.ts';
import { duration, money } from '../../../src/kernel/quantities.ts';
import { decode } from '../../../src/kernel/settings.ts';
import { decoded } from '../decoded.ts';

const KINDS = 'expected one of constant, exponential, uniform, lognormal, gamma, pareto, empirical';
const DURATION = 'expected a duration such as 250ms, 10s, 5m or 2h';

describe('a distribution in code', () => {
  type Written = v.InferInput<ReturnType<typeof distribution>>;
  const in1s = (written: Written) => decode(distribution(duration), written);

  it('is checked by the compiler', () => {
    expect([in1s('1s'), in1s({ distribution: 'gamma', mean: 1_000, shape: 2 })]).toMatchObject([
      { mean: 1_000 },
      { mean: 1_000 },
    ]);
    // @ts-expect-error -- no such kind
    expect(() => in1s({ distribution: 'gama', mean: 1 })).toThrow('did you mean "gamma"?');
    // @ts-expect-error -- a parameter of another kind
    expect(() => in1s({ distribution: 'constant', mean: 1 })).toThrow('unknown key "mean"');
  });
});

describe('a distribution as written', () => {
  it.each([
    ['200ms', 'constant', { value: 200 }, 200],
    [200, 'constant', { value: 200 }, 200],
    [{ distribution: 'constant', value: '2s' }, 'constant', { value: 2000 }, 2000],
    [{ distribution: 'exponential', mean: '200ms' }, 'exponential', { mean: 200 }, 200],
    [{ distribution: 'uniform', min: 0, max: '1s' }, 'uniform', { min: 0, max: 1000 }, 500],
    [{ distribution: 'gamma', mean: '80ms', shape: 2 }, 'gamma', { mean: 80, shape: 2 }, 80],
    [{ distribution: 'pareto', min: '1s', shape: 2 }, 'pareto', { min: 1000, shape: 2 }, 2000],
    [{ distribution: 'empirical', values: ['1s', 500] }, 'empirical', { values: [1000, 500] }, 750],
  ])('%j', (written, kind, parameters, mean) => {
    expect(decode(distribution(duration), written)).toMatchObject({ kind, parameters, mean });
  });

  it.each([
    [{}, `distribution: is missing, ${KINDS}`],
    [{ distribution: 5 }, `distribution: found 5, ${KINDS}`],
    [
      { distribution: 'exponental', mean: 5 },
      `distribution: found "exponental", ${KINDS}; did you mean "exponential"?`,
    ],
    [{ distribution: 'exponential' }, `mean: is missing, ${DURATION}`],
    [{ distribution: 'exponential', mean: 'long' }, `mean: found "long", ${DURATION}`],
    [
      { distribution: 'exponential', mean: 5, shape: 2 },
      'shape: found unknown key "shape", expected one of distribution, mean',
    ],
    [
      { distribution: 'uniform', min: '5s', max: 1 },
      'found {"distribution":"uniform","min":"5s","max":1}, expected a max of at least min',
    ],
    [
      { distribution: 'lognormal', median: 60, p95: 60 },
      'found {"distribution":"lognormal","median":60,"p95":60}, expected a median above 0 and a p95 above it',
    ],
    [
      { distribution: 'lognormal', median: 0, p95: 60 },
      'found {"distribution":"lognormal","median":0,"p95":60}, expected a median above 0 and a p95 above it',
    ],
    [
      { distribution: 'pareto', min: 0, shape: 2 },
      'found {"distribution":"pareto","min":0,"shape":2}, expected a min above 0',
    ],
    [{ distribution: 'gamma', mean: 1, shape: 0 }, 'shape: found 0, expected a number above 0'],
    [
      { distribution: 'empirical', values: [] },
      'values: found [], expected a list of at least one value',
    ],
    [
      { distribution: 'empirical' },
      'values: is missing, expected a list of values, or a file of them',
    ],
    [{ distribution: 'empirical', values: [1, 'x'] }, `values[1]: found "x", ${DURATION}`],
    ['soon', `found "soon", ${DURATION}`],
    [[1], `found [1], ${DURATION}`],
    [null, `found null, ${DURATION}`],
  ])('%j: %s', (written, message) => {
    expect(decoded(distribution(duration), written)).toBe(message);
  });

  it('is measured in its quantity', () => {
    expect(decoded(distribution(money), { distribution: 'exponential', mean: '5s' })).toBe(
      'mean: found "5s", expected an amount of money such as 19.99',
    );
  });
});
