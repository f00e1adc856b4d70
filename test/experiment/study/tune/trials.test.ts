import { describe, expect, it } from 'vitest';
import { chaosCells } from '../../../../src/experiment/study/chaos/cells.ts';
import { chaosTrials, storyTrials } from '../../../../src/experiment/study/tune/trials.ts';
import { load } from '../../../scenario/loading.ts';

const SHOP = `duration: 2m
seed: 7
traffic: { arrivals: poisson, startRate: 12/s }
paymentService: { latency: { distribution: exponential, mean: 200ms } }
chaos: { kinds: { hard-down: {}, flapping: {} } }
`;

const NUMBERS = Array.from({ length: 50 }, (_, number) => number);

describe('what candidates are tried on', () => {
  it('is the story itself on seeds of its own, or another incident each time', () => {
    const story = NUMBERS.map(storyTrials({ seed: 7 }).at);
    expect(new Set(story.map(({ seed }) => seed)).size).toBe(50);
    expect(story.every(({ overrides }) => overrides.length === 0)).toBe(true);
    const chaos = NUMBERS.map(chaosTrials(load(SHOP)).at);
    expect(new Set(chaos.map(({ overrides }) => JSON.stringify(overrides))).size).toBe(50);
    expect(chaosTrials(load(SHOP)).kinds).toEqual(['hard-down', 'flapping']);
  });

  it('is the same again for each candidate, in whatever order it is asked for', () => {
    const once = NUMBERS.map(chaosTrials(load(SHOP)).at);
    const { at } = chaosTrials(load(SHOP));
    expect([...NUMBERS].reverse().map(at).reverse()).toEqual(once);
  });

  it('is none of the incidents by which chaos judges what was tuned', () => {
    const scenario = load(SHOP);
    const judged = new Set(NUMBERS.map((n) => chaosCells(scenario, scenario.seed)(n + 1).seed));
    const tried = NUMBERS.map((number) => chaosTrials(scenario).at(number).seed);
    expect(tried.filter((seed) => judged.has(seed))).toEqual([]);
  });
});
