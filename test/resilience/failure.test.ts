import { describe, expect, it } from 'vitest';
import { blamesService, covers, FAILURES, type Failure } from '../../src/resilience/failure.ts';

describe('a list of failures', () => {
  it.each<[Failure[], Failure[]]>([
    [['error'], ['error', 'refused']],
    [['refused'], ['refused']],
    [
      ['timeout', 'declined'],
      ['declined', 'timeout'],
    ],
    [
      ['blocked', 'rejected'],
      ['blocked', 'rejected'],
    ],
  ])('%j covers %j and no other', (list, covered) => {
    expect(FAILURES.filter((failure) => covers(list, failure))).toEqual(covered);
  });
});

it('some failures blame the service, some do not', () => {
  expect(FAILURES.filter(blamesService)).toEqual(['error', 'refused', 'timeout']);
});
