import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_SLOT, SlotLists } from '../../src/kernel/slot-lists.ts';

const LISTS = 3;
const SLOTS = 8;

function contentsOf(lists: SlotLists, list: number): number[] {
  const slots: number[] = [];
  for (let slot = lists.first[list]!; slot !== NO_SLOT; slot = lists.following(slot)) {
    slots.push(slot);
  }
  return slots;
}

it('keep each its own order, whatever is appended and removed', () => {
  const step = fc.record({ list: fc.nat(LISTS - 1), slot: fc.nat(SLOTS - 1) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const lists = new SlotLists(LISTS);
      lists.resize(SLOTS);
      const expected: number[][] = [[], [], []];
      // A slot that is in no list goes to the end of this one; one that is in a list leaves it.
      for (const { list, slot } of steps) {
        const holder = expected.findIndex((slots) => slots.includes(slot));
        if (holder === -1) {
          lists.append(list, slot);
          expected[list]!.push(slot);
        } else {
          lists.remove(holder, slot);
          expected[holder] = expected[holder]!.filter((one) => one !== slot);
        }
      }
      expect(expected.map((_, list) => contentsOf(lists, list))).toEqual(expected);
    }),
  );
});
