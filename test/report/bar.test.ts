import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPaint } from '../../src/report/paint.ts';
import { orderBar } from '../../src/report/table/bar.ts';
import { tick } from './ticks.ts';

const plain = createPaint({ colour: false, ascii: false });
const ascii = createPaint({ colour: false, ascii: true });
const orders = (paid: number, failed = 0) => tick(0, { paid, failed }).orders;

describe('a bar', () => {
  test.each([
    [orders(0), '          '],
    [orders(100), '██████████'],
    [orders(50), '█████     '],
    [orders(54), '█████▍    '],
    [orders(1), '▏         '],
    [orders(50, 30), '█████░░░  '],
    [orders(0, 100), '░░░░░░░░░░'],
  ])('%o of 100 is |%s|', (counts, bar) => {
    expect(orderBar(counts, 100, 10, plain)).toBe(bar);
  });

  test('in ASCII has whole cells', () => {
    expect(orderBar(orders(54, 30), 100, 10, ascii)).toBe('#####...  ');
  });

  test('of a run without orders is empty', () => {
    expect(orderBar(orders(0), 0, 4, plain)).toBe('    ');
  });

  test('is as wide as its column, whatever the counts', () => {
    const count = fc.nat(1_000);
    fc.assert(
      fc.property(
        count,
        count,
        fc.nat(500),
        fc.integer({ min: 1, max: 60 }),
        (paid, failed, more, width) => {
          const scale = paid + failed + more;
          expect(orderBar(orders(paid, failed), scale, width, plain)).toHaveLength(width);
          expect(orderBar(orders(paid, failed), scale, width, ascii)).toHaveLength(width);
        },
      ),
    );
  });
});
