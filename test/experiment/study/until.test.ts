import { expect, it } from 'vitest';
import { Findings } from '../../../src/experiment/study/findings.ts';
import { prepare } from '../../../src/experiment/study/prepare.ts';
import { replication } from '../../../src/experiment/study/replication.ts';
import { firstLook, look, seedsBefore } from '../../../src/experiment/study/until.ts';
import { shippedPlan } from './studies.ts';

const prepared = prepare(shippedPlan('classic'), 0);

/** Looks until it is over, and tells how many seeds each look had seen. */
function looks(share: number, most: number): { seen: number[]; reached: boolean | null } {
  const findings = Findings.empty(prepared.arms.length, prepared.scenario);
  let until = firstLook(share, most, []);
  const seen: number[] = [];
  let seed = 0;
  while (until.reached === null) {
    const { count } = seedsBefore(until);
    while (seed < count) findings.add(++seed, replication(prepared, seed));
    seen.push(seed);
    until = look(until, [findings]);
  }
  return { seen, reached: until.reached };
}

it.each<[number, number, number[], boolean]>([
  // Two looks in a row must agree, however wide the interval may be.
  [0.9, 1000, [30, 60], true],
  [0.05, 1000, [30, 60, 120, 240], true],
  [0.000_1, 200, [30, 60, 120, 200], false],
  [0.9, 10, [10], false],
])('to %s of the orders, at most %s seeds: looks after %j', (share, most, seen, reached) => {
  expect(looks(share, most)).toEqual({ seen, reached });
});

it('what was seen before has no look of its own', () => {
  expect(seedsBefore(firstLook(0.01, 1000, [{ from: 1, count: 100 }]))).toEqual({
    from: 1,
    count: 120,
  });
});
