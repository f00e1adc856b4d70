import { describe, expect, it } from 'vitest';
import {
  afterLook,
  FIRST_LOOK,
  isPrecise,
  type Looks,
} from '../../../../src/experiment/study/statistics/stopping.ts';

/** At how many replications it is looked, where the looks find what is listed. */
function looksOf(found: readonly boolean[]): (number | null)[] {
  const at: (number | null)[] = [FIRST_LOOK.at];
  let looks: Looks | null = FIRST_LOOK;
  for (const precise of found) {
    looks = looks === null ? null : afterLook(looks, precise);
    at.push(looks?.at ?? null);
  }
  return at;
}

describe('a study that goes on until it knows enough', () => {
  it.each([
    ['at once', [true, true], [30, 60, null]],
    ['in the end', [false, false, true, true], [30, 60, 120, 240, null]],
    ['by luck, then not', [true, false, true, true], [30, 60, 120, 240, null]],
    ['never', [false, false, false], [30, 60, 120, 240]],
  ])('finds it %s', (_, found, at) => {
    expect(looksOf(found)).toEqual(at);
  });

  it.each([
    [{ low: 98, high: 102 }, 0.02, 100, true],
    [{ low: 98, high: 102.1 }, 0.02, 100, false],
    [{ low: -102, high: -98 }, 0.02, -100, true],
    [{ low: 0.28, high: 0.31 }, 0.02, 1, true],
    [{ low: -1, high: 1 }, 0.02, 0, false],
    [{ low: 0, high: 0 }, 0.02, 0, true],
    [null, 0.02, 100, false],
  ])('takes %j for a precision of %d of %d: %s', (interval, share, scale, expected) => {
    expect(isPrecise(interval, share, scale)).toBe(expected);
  });
});
