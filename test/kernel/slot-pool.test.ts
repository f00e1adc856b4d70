import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlotPool, widened } from '../../src/kernel/slot-pool.ts';

describe('a pool of slots', () => {
  it('never hands out a slot twice, and knows how many are in use', () => {
    const moves = fc.array(fc.oneof(fc.constant('allocate' as const), fc.nat()), {
      maxLength: 600,
      size: 'max',
    });
    fc.assert(
      fc.property(moves, (timeline) => {
        const pool = new SlotPool();
        const taken: number[] = [];
        for (const move of timeline) {
          if (move === 'allocate') {
            const slot = pool.allocate();
            expect(taken).not.toContain(slot);
            taken.push(slot);
          } else if (taken.length > 0) {
            pool.release(taken.splice(move % taken.length, 1)[0]!);
          }
          expect(pool.inUse).toBe(taken.length);
        }
      }),
    );
  });

  it('hands out the last one freed, and stays as small as what is in flight', () => {
    const pool = new SlotPool();
    const slots = Array.from({ length: 50 }, () => pool.allocate());
    for (let i = 0; i < 10_000; i++) {
      const freed = slots[i % 50]!;
      pool.release(freed);
      expect(pool.allocate()).toBe(freed);
    }
    expect(Math.max(...slots)).toBeLessThan(64);
  });

  it('keeps what is attached as long as it is wide, what was written included', () => {
    const pool = new SlotPool();
    let column = new Float64Array(0);
    for (let i = 0; i < 3; i++) pool.allocate();
    pool.attach({
      resize: (capacity) => {
        column = widened(column, capacity);
      },
    });
    for (let i = 0; i < 1000; i++) {
      const slot = pool.allocate();
      expect(slot).toBeLessThan(column.length);
      column[slot] = slot;
    }
    expect([...column.subarray(3, 1003)]).toEqual(Array.from({ length: 1000 }, (_, i) => i + 3));
  });
});
