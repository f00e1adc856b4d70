import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_SLOT, SlotList } from '../../src/kernel/slot-list.ts';

it('a list of slots holds what a plain array holds, in the same order', () => {
  const move = fc.oneof(
    { weight: 3, arbitrary: fc.constant({ do: 'append' as const, which: 0 }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), which: fc.nat() }) },
    { weight: 1, arbitrary: fc.constant({ do: 'take first' as const, which: 0 }) },
  );
  fc.assert(
    fc.property(fc.array(move, { maxLength: 300, size: 'max' }), (moves) => {
      const list = new SlotList();
      const model: number[] = [];
      let capacity = 0;
      for (const { do: action, which } of moves) {
        const free = Array.from({ length: capacity }, (_, slot) => slot).find(
          (slot) => !model.includes(slot),
        );
        if (action === 'append') {
          if (free === undefined) list.resize(++capacity);
          const slot = free ?? capacity - 1;
          list.append(slot);
          model.push(slot);
        } else if (model.length > 0) {
          if (action === 'take first') expect(list.takeFirst()).toBe(model.shift());
          else list.remove(model.splice(which % model.length, 1)[0]!);
        }
        expect(list.first).toBe(model[0] ?? NO_SLOT);
      }
      while (model.length > 0) expect(list.takeFirst()).toBe(model.shift());
      expect(list.first).toBe(NO_SLOT);
    }),
  );
});
