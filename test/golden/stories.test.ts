import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedNames, shippedPath } from '../../src/cli/shipped.ts';
import type { Result } from '../../src/experiment/result.ts';
import { CLAIMS } from './claims.ts';
import { compared, reseeded, shipped } from './runs.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
/** A run of the flagship is 870,000 orders. */
const FEWER_SEEDS: Readonly<Record<string, number>> = { 'black-friday': 3 };

describe.each(shippedNames())('%s', (name) => {
  const scenario = shipped(name);

  test('is complete', () => {
    const [first, ...rest] = readFileSync(shippedPath(name), 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=./scenario.schema.json');
    expect(rest.filter((line) => /^(title|story|seed|duration|tick):/.test(line))).toHaveLength(5);
    expect(scenario.title.length).toBeLessThanOrEqual(72);
    expect(scenario.story.match(/[.?!](?= |$)/g)!.length).toBeGreaterThanOrEqual(2);
    expect(scenario.duration / scenario.tick).toBeLessThanOrEqual(60);
  });

  test('meets its thresholds', () => {
    const thresholds = compared(scenario).thresholds ?? [];
    expect(thresholds.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
  });

  const claims = CLAIMS[name] ?? [];
  test('claims something', () => expect(claims).not.toEqual([]));

  const seeds = SEEDS.slice(0, FEWER_SEEDS[name]);
  const runs = new Map<string, Result[]>();
  const runsGiven = (settings: readonly string[]): Result[] => {
    const key = settings.join();
    const known = runs.get(key);
    if (known !== undefined) return known;
    const changed = shipped(name, settings);
    const fresh = seeds.map((seed) => compared(reseeded(changed, seed)));
    runs.set(key, fresh);
    return fresh;
  };

  test.each(claims)('$says', ({ given = [], holds, seeds: expected }) => {
    const held = runsGiven(given).filter(holds).length;
    expect(held).toBeGreaterThanOrEqual(expected?.atLeast ?? seeds.length);
    expect(held).toBeLessThanOrEqual(expected?.atMost ?? seeds.length);
  });
});
