import { sha256 } from '../../kernel/sha256.ts';
import { VERSION } from '../../kernel/version.ts';
import type { ScenarioSource } from '../../scenario/load.ts';
import type { Override } from '../../scenario/overrides.ts';
import type { SeedSet } from './seed-set.ts';

/**
 * What is studied: all that a worker, another machine or a queue needs to run any of its replications. Plain
 * data, which JSON holds as it is.
 */
export interface StudyPlan {
  /** Of the program: another version has other results. */
  readonly version: string;
  /** The command that makes the study and its options as typed, less those that say how it is run. */
  readonly command: readonly string[];
  readonly source: ScenarioSource;
  /** The texts of the files that the scenario names, by the names that it has for them. */
  readonly files: Readonly<Record<string, string>>;
  /** For every cell, before its own. */
  readonly overrides: readonly Override[];
  /** Which arms, the baseline first; left to the scenario, all that it has. */
  readonly arms: 'all' | readonly string[];
  /** At least one; where nothing is varied, one without settings. */
  readonly cells: readonly StudyCell[];
  /** Whether the ticks are studied, too. */
  readonly ticks: boolean;
}

/** One point of a sweep's grid. */
export interface StudyCell {
  readonly overrides: readonly Override[];
}

/** Some replications of a cell: what one worker does at a time. Each seed is the scenario's `seed`. */
export interface Task {
  /** By its place in the plan. */
  readonly cell: number;
  readonly seeds: SeedSet;
  /** What happens in these replications alone; left out, what happens in the cell. */
  readonly also?: readonly Override[];
}

export const ONLY_CELL: readonly StudyCell[] = [{ overrides: [] }];

/** A plan as this version of the program has it. */
export function planOf(wanted: Omit<StudyPlan, 'version'>): StudyPlan {
  return { version: VERSION, ...wanted };
}

/**
 * What a study is known by: findings that bear the same may be put together. Neither seeds nor machines nor
 * the command are part of it.
 */
export function identityOf(plan: StudyPlan): string {
  const { command: _, ...studied } = plan;
  return sha256(canonical(studied));
}

/** JSON with the keys in order, so that the same data are the same text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
