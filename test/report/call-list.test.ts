import { describe, expect, test } from 'vitest';
import type { CallRecord } from '../../src/experiment/call-record.ts';
import { reporterOf } from './reporting.ts';
import { flood } from './results.ts';

/** Of one instance each, without a breaker. */
const WAY = {
  from: { service: 'shop', instance: null },
  to: { service: 'pay', instance: null },
  circuit: {},
};

describe('the list of calls', () => {
  const call = (facts: Partial<CallRecord>): CallRecord => ({
    arm: 'with breaker',
    atMs: 1_150,
    order: 3,
    call: 1,
    startedMs: 1_000,
    stateBefore: 'closed',
    outcome: 'failed',
    stateAfter: 'open',
    why: '3 consecutive failures',
    ...facts,
  });
  const reporter = reporterOf('table', { calls: true });

  test('heads the columns, and keeps each line in them', () => {
    const header = reporter.start!(flood().scenario, ['with breaker'])
      .trimEnd()
      .split('\n')
      .at(-1)!;
    const line = reporter.call!(call({}));
    expect(header.split(/ {2,}/).filter(Boolean)).toEqual([
      'at',
      'order',
      'call',
      'before',
      'outcome',
      'after',
      'why',
    ]);
    for (const [name, value] of [
      ['before', 'closed'],
      ['outcome', 'failed'],
      ['after', 'open'],
      ['why', '3 con'],
    ]) {
      expect(line.indexOf(value!)).toBe(header.indexOf(name!));
    }
    expect(line).toMatch(/^ +1\.150s +3 +1 /);
  });

  test('tells what time did to the breaker, and leaves what calls did to their lines', () => {
    const opened = { atMs: 1_150, from: 'closed', to: 'open', reason: 'x' } as const;
    const probing = { atMs: 4_150, from: 'open', to: 'half-open', reason: 'open for 3 s' } as const;
    expect(reporter.transition!('with breaker', opened)).toBe('');
    expect(reporter.transition!('with breaker', probing)).toMatch(
      /^ +4\.150s +open +half-open +open for 3 s\n$/,
    );
  });

  test.each<[string, Partial<CallRecord>, string]>([
    ['the link', {}, 'shop to pay: open for another 2s'],
    [
      'the instances, where there are several',
      {
        way: {
          from: { service: 'shop', instance: 3 },
          to: { service: 'pay', instance: 2 },
          circuit: { instance: 3 },
        },
      },
      'shop #3 to pay #2: open for another 2s',
    ],
    [
      'which breaker and which of its circuits',
      { breaker: 'guard', way: { ...WAY, circuit: { instance: 3, beforeRegion: 'eu' } } },
      'shop to pay: guard, before region eu: open for another 2s',
    ],
    [
      'no name where it has none of its own',
      { breaker: 'breaker' },
      'shop to pay: open for another 2s',
    ],
  ])('of a graph tells %s', (_, facts, words) => {
    const line = reporter.call!(
      call({ service: 'pay', way: WAY, why: 'open for another 2s', ...facts }),
    );
    expect(line.trimEnd().endsWith(`  ${words}`)).toBe(true);
  });

  test('of a graph tells whose circuit time has changed', () => {
    const probing = {
      atMs: 4_150,
      from: 'open',
      to: 'half-open',
      reason: 'open time is over',
    } as const;
    const link = { from: 'shop', to: 'pay' };
    const line = reporter.transition!('a', {
      ...probing,
      breaker: 'breaker',
      link,
      beforeClass: 'read',
    });
    expect(line).toMatch(/shop to pay, before class read: open time is over\n$/);
  });

  test('shows a dash where there is no breaker', () => {
    expect(reporter.call!(call({ stateBefore: null, stateAfter: null }))).toContain('–');
  });
});
