import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda, EVENT_KIND } from '../../src/kernel/agenda.ts';
import { Alarms } from '../../src/kernel/alarms.ts';

/** What goes off by itself and when, of alarms that are set at instants and never again. */
function firings(count: number, settings: readonly (readonly [alarm: number, atMs: number])[]) {
  const agenda = new Agenda();
  const fired: string[] = [];
  const alarms = new Alarms(agenda, EVENT_KIND.breaker, count, (alarm) => {
    fired.push(`${alarm} at ${agenda.now}`);
    alarms.set(alarm, Number.POSITIVE_INFINITY);
  });
  for (const [alarm, atMs] of settings) alarms.set(alarm, atMs);
  agenda.runUntil(1_000, Number.POSITIVE_INFINITY);
  return fired;
}

describe('alarms', () => {
  it.each([1, 2, 3, 5, 1000])('of %i the last goes off', (count) => {
    expect(firings(count, [[count - 1, 7]])).toEqual([`${count - 1} at 7`]);
  });

  it('go off in order of time, and at one instant in the order in which they were set', () => {
    const settings = [[0, 9], [1, 5], [2, 9], [3, 5]] as const; // biome-ignore format: a table
    expect(firings(4, settings)).toEqual(['1 at 5', '3 at 5', '0 at 9', '2 at 9']);
    expect(firings(4, [...settings].reverse())).toEqual(['3 at 5', '1 at 5', '2 at 9', '0 at 9']);
  });

  it('do not go off where they are taken back, and at the new time where they are set anew', () => {
    const never = Number.POSITIVE_INFINITY;
    expect(firings(3, [[0, 5], [1, 6], [0, never], [1, 8], [2, 7]])).toEqual(['2 at 7', '1 at 8']); // biome-ignore format: a table
  });

  it('are as good as a source of the agenda each', () => {
    const settings = fc.array(fc.tuple(fc.nat(6), fc.nat(20)), { maxLength: 40 });
    fc.assert(
      fc.property(settings, (set) => {
        const agenda = new Agenda();
        const fired: string[] = [];
        const sources = Array.from({ length: 7 }, (_, alarm): number =>
          agenda.addSource(EVENT_KIND.breaker, () => {
            fired.push(`${alarm} at ${agenda.now}`);
            agenda.show(sources[alarm]!, Number.POSITIVE_INFINITY, agenda.nextRank());
          }),
        );
        for (const [alarm, atMs] of set) agenda.show(sources[alarm]!, atMs, agenda.nextRank());
        agenda.runUntil(1_000, Number.POSITIVE_INFINITY);
        expect(firings(7, set)).toEqual(fired);
      }),
    );
  });
});
