import { describe, expect, it } from 'vitest';
import { chaosCells } from '../../../../src/experiment/study/chaos/cells.ts';
import { setOption } from '../../../../src/scenario/overrides.ts';
import { writtenForm } from '../../../../src/scenario/written-form.ts';
import { load, SOUND } from '../../../scenario/loading.ts';

const TEXT = `${SOUND}orderService: { pipeline: [{ retry: {} }, { breaker: {} }] }\n`;
const NUMBERS = Array.from({ length: 30 }, (_, index) => index + 1);

describe('incidents as cells, for whoever tunes against them', () => {
  const cells = NUMBERS.map(chaosCells(load(TEXT), 7));

  it('are the same for every candidate', () => {
    const candidate = setOption('orderService.pipeline.breaker.open.duration=3s');
    expect(NUMBERS.map(chaosCells(load(TEXT, [candidate]), 7))).toEqual(cells);
  });

  it("go with a candidate's settings, before them or after", () => {
    const candidate = setOption('orderService.pipeline.breaker.open.duration=3s');
    for (const { overrides } of cells) {
      const before = writtenForm(load(TEXT, [...overrides, candidate]));
      expect(writtenForm(load(TEXT, [candidate, ...overrides]))).toEqual(before);
      expect(before).toMatchObject({
        orderService: { pipeline: [{}, { breaker: { open: { duration: '3s' } } }] },
      });
    }
  });

  it('each have luck of their own, which another study does not share', () => {
    const seeds = cells.map(({ seed }) => seed);
    expect(new Set(seeds).size).toBe(seeds.length);
    const others = NUMBERS.map(chaosCells(load(TEXT), 8)).map(({ seed }) => seed);
    expect(others.filter((seed) => seeds.includes(seed))).toEqual([]);
  });
});
