import { describe, expect, it } from 'vitest';
import { Signs } from '../../../../src/experiment/study/statistics/signs.ts';

describe('in how many seeds', () => {
  const signs = new Signs();
  for (const difference of [3, -1, 0, 0.5, null, 2]) signs.add(difference);

  it.each([
    ['more', { better: 3, equal: 1, worse: 1 }],
    ['less', { better: 1, equal: 1, worse: 3 }],
    [null, null],
  ] as const)('an arm is better where %s is', (direction, expected) => {
    expect(signs.betterIn(direction)).toEqual(expected);
  });

  it('adds up over the parts of a study', () => {
    const twice = Signs.from(JSON.parse(JSON.stringify(signs)));
    twice.merge(signs);
    expect(twice.toJSON()).toEqual({ more: 6, equal: 2, less: 2 });
  });
});
