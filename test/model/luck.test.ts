import { expect, it } from 'vitest';
import { createLuck } from '../../src/model/luck.ts';

it('every purpose has luck of its own, which the seed alone decides', () => {
  const draws = (seed: number) =>
    Object.values(createLuck(seed)).map((stream) => stream.at(7, 2).next());
  const all = [...draws(1), ...draws(2)];
  expect(new Set(all).size).toBe(all.length);
  expect(draws(1)).toEqual(draws(1));
});
