import { expect, it } from 'vitest';
import type { ArmResult, Transition } from '../../../src/experiment/result.ts';
import { sameState } from '../../../src/experiment/validation/same-state.ts';
import type { BreakerStateName } from '../../../src/resilience/breaker/state.ts';

const BREAKER = { name: 'breaker', place: 0, opens: 0, openMs: 0, halfOpenMs: 0, blocked: 0 };

/** `10 open, 20 closed`: the instants of an arm of 100 ms at which its breaker changed, and to what. */
function arm(changes: string, breakers = 1): ArmResult {
  const transitions = changes.split(', ').flatMap((change): Transition[] => {
    const [atMs, to] = change.split(' ');
    if (to === undefined) return [];
    return [{ atMs: Number(atMs), from: 'closed', to: to as BreakerStateName, reason: '' }];
  });
  const named = Array.from({ length: breakers }, () => BREAKER);
  return { name: '', endMs: 100, breakers: named, transitions } as unknown as ArmResult;
}

it.each([
  ['', '', 1, null],
  ['10 open', '10 open', 1, null],
  ['10 open', '', 0.1, [10, 100]],
  ['10 open, 30 half-open, 31 closed', '12 open, 30 half-open, 31 closed', 0.98, [10, 12]],
  ['10 open, 20 closed', '10 open, 15 half-open, 25 closed', 0.9, [15, 25]],
  ['10 open, 20 closed, 50 open', '50 open, 60 closed', 0.5, [60, 100]],
])('%s | %s: the same at %d of all instants', (one, other, share, longest) => {
  const found = sameState(arm(one), arm(other));
  expect(found.share).toBeCloseTo(share, 12);
  const { longestApart } = found;
  expect(longestApart && [longestApart.fromMs, longestApart.untilMs]).toEqual(longest);
});

it('of many circuits, one that differs counts for one', () => {
  const fleet = (changes: string): ArmResult => ({
    ...arm(changes),
    breakers: [{ ...BREAKER, circuits: 4 }],
  });
  expect(sameState(fleet('50 open'), fleet('')).share).toBeCloseTo(1 - 0.5 / 4, 12);
});

it('circuits before different instances are different circuits', () => {
  const before = (beforeInstance: number): ArmResult => {
    const one = arm('50 open');
    const transitions = one.transitions.map((transition) => ({ ...transition, beforeInstance }));
    return { ...one, breakers: [{ ...BREAKER, circuits: 2 }], transitions };
  };
  expect(sameState(before(1), before(1)).share).toBe(1);
  expect(sameState(before(1), before(2)).share).toBeCloseTo(0.5, 12);
});

it('without a breaker there is nothing to be the same', () => {
  expect(sameState(arm('', 0), arm('', 0))).toEqual({ share: null, longestApart: null });
});
