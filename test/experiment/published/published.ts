import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { armsOf } from '../../../src/experiment/arms.ts';
import type { ArmResult } from '../../../src/experiment/result.ts';
import { loadScenario } from '../../../src/scenario/load.ts';
import { setOption } from '../../../src/scenario/overrides.ts';
import { moments } from '../../kernel/statistics.ts';
import { run } from '../runs.ts';

/** Results that others printed, or that their own code gave: PUBLISHED of the design, cannot.md beside this. */

/** The runs of a scenario beside this file: for each of its arms, one on each of so many seeds. */
export function runsOf(
  file: string,
  seeds: number,
  sets: readonly string[] = [],
): ReadonlyMap<string, readonly ArmResult[]> {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const runs = new Map<string, ArmResult[]>();
  for (let seed = 1; seed <= seeds; seed++) {
    const overrides = [...sets, `seed=${seed}`].map(setOption);
    const scenario = loadScenario({ name: file, text }, overrides, () => '');
    for (const arm of run(scenario, armsOf(scenario)).arms) {
      runs.set(arm.name, [...(runs.get(arm.name) ?? []), arm]);
    }
  }
  return runs;
}

/** Digits after the point in what was printed. */
interface Print {
  readonly digits: number;
  /** Runs that the printed figure is the mean of. */
  readonly runs: number;
}

/**
 * The printed figure might be one of ours: both are means of runs that vary alike, so they differ by no more
 * than five standard errors of a difference, and what was rounded away. A run's spread is that of ours.
 */
export function expectPublished(
  printed: number,
  ours: readonly number[],
  { digits, runs }: Print,
): void {
  const { mean, variance } = moments(ours);
  const error = Math.sqrt(variance * (1 / runs + 1 / ours.length));
  const rounding = 10 ** -digits;
  expect(Math.abs(mean - printed), `${mean} for ${printed}, give or take ${error}`).toBeLessThan(
    5 * error + rounding,
  );
}
