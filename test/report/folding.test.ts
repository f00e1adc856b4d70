import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/report/table/folding.ts';
import type { Row } from '../../src/report/table/rows.ts';
import { tick } from './ticks.ts';

type Facts = Parameters<typeof tick>[1];

function rowsOf(ticks: readonly Facts[], transitionsIn: readonly number[] = []): Row[] {
  return ticks.map((facts, index) => ({
    startMs: index * 1_000,
    endMs: (index + 1) * 1_000,
    ticks: [tick(index * 1_000, facts)],
    transitions: transitionsIn.includes(index)
      ? [{ arm: 'a', atMs: index * 1_000, from: 'closed', to: 'open', reason: 'why' }]
      : [],
  }));
}

/** `0 +3 4` means: row 0, a fold of three, row 4. */
function picture(rows: readonly Row[], everyTick = false): string {
  return fold(rows, everyTick)
    .map((item) => (item.kind === 'row' ? item.row.startMs / 1_000 : `+${item.rows}`))
    .join(' ');
}

const calm: Facts = { state: 'closed', paid: 1_000, failed: 10 };

describe('quiet ticks fold', () => {
  test.each<[string, Facts[], number[], string]>([
    ['a run of like rows', [calm, calm, calm, calm], [], '0 +3'],
    ['not where a fold would save no line', [calm, calm], [], '0 1'],
    [
      'counts within their noise',
      [calm, { ...calm, paid: 1_080 }, { ...calm, failed: 22 }],
      [],
      '0 +2',
    ],
    ['not a jump', [calm, calm, calm, { ...calm, paid: 1_400 }], [], '0 +2 3'],
    ['not another state', [calm, calm, calm, { ...calm, state: 'open' }], [], '0 +2 3'],
    [
      'not a tick with a transition',
      [calm, calm, calm, calm, calm, calm, calm],
      [3],
      '0 +2 3 4 +2',
    ],
    ['not a latency that doubles', [calm, calm, calm, { ...calm, p95: 1_300 }], [], '0 +2 3'],
    [
      'nothing at all, if nothing happens',
      Array.from({ length: 5 }, () => ({ paid: 0, p95: null })),
      [],
      '0 +4',
    ],
  ])('%s', (_, ticks, transitionsIn, expected) => {
    expect(picture(rowsOf(ticks, transitionsIn))).toBe(expected);
  });

  test('a slow drift shows, though no tick differs from its neighbour', () => {
    const ramp = Array.from({ length: 60 }, (_, index) => ({ ...calm, paid: 1_000 + 20 * index }));
    const shown = fold(rowsOf(ramp), false).filter((item) => item.kind === 'row');
    expect(shown.length).toBeGreaterThan(4);
  });

  test('an arm that ended is not like one that goes on', () => {
    const [a, b, c, d] = rowsOf([calm, calm, calm, calm]) as [Row, Row, Row, Row];
    const gone = (row: Row): Row => ({ ...row, ticks: [undefined] });
    expect(picture([a, b, gone(c), gone(d)])).toBe('0 1 2 3');
  });

  test('all shows where every tick is wanted', () => {
    expect(picture(rowsOf([calm, calm, calm]), true)).toBe('0 1 2');
  });

  test('rows and folds cover each tick once, in order, and a transition is never hidden', () => {
    const facts = fc.record({
      state: fc.constantFrom('closed' as const, 'open' as const),
      paid: fc.constantFrom(0, 100, 1_000),
    });
    fc.assert(
      fc.property(fc.array(facts), fc.array(fc.nat(30)), (ticks, transitionsIn) => {
        const rows = rowsOf(ticks, transitionsIn);
        const covered = fold(rows, false).flatMap((item) =>
          item.kind === 'row'
            ? [item.row]
            : rows.filter(
                (row) =>
                  row.startMs >= item.fromMs &&
                  row.endMs <= item.untilMs &&
                  row.transitions.length === 0,
              ),
        );
        expect(covered).toEqual(rows);
      }),
    );
  });
});
