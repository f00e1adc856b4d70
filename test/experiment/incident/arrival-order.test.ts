import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArrivalOrder } from '../../../src/experiment/incident/arrival-order.ts';

function listened() {
  const told: [number, boolean][] = [];
  const order = new ArrivalOrder((arrivedAtMs, isPaid) => void told.push([arrivedAtMs, isPaid]));
  return { told, order };
}

describe('orders that end in any order', () => {
  test('are told of in order of arrival', () => {
    const ends = fc.array(
      fc.record({ takesMs: fc.integer({ max: 500, min: 0 }), paid: fc.boolean() }),
      {
        maxLength: 300,
      },
    );
    fc.assert(
      fc.property(ends, (orders) => {
        const { told, order } = listened();
        const ended = orders
          .map((one, number) => ({ ...one, number, endMs: number + one.takesMs }))
          .sort((a, b) => a.endMs - b.endMs);
        for (const { number, paid, endMs } of ended) order.ended(number, paid, number, endMs);
        order.finish();
        expect(told).toEqual(orders.map(({ paid }, number) => [number, paid]));
      }),
    );
  });

  test('wait for an earlier one no longer than a million later ones', () => {
    const { told, order } = listened();
    for (let number = 1; number < 2 ** 20; number++) order.ended(number, true, number, number);
    expect(told).toHaveLength(0);
    order.ended(2 ** 20, true, 2 ** 20, 2 ** 20);
    expect(told).toHaveLength(2 ** 20 + 1);
    expect(told[0]).toEqual([0, false]);
  });

  test('those in flight at the end are left out, unless they wait longer than any that was paid', () => {
    const { told, order } = listened();
    order.ended(0, true, 0, 40);
    order.ended(3, true, 30, 50);
    order.pending(1, 10, 60);
    order.pending(2, 21, 60);
    order.finish();
    expect(told).toEqual([
      [0, true],
      [10, false],
      [30, true],
    ]);
  });
});
