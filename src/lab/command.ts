import { parse } from 'yaml';
import { shellWords } from '../report/shell-words.ts';
import { setOption } from '../scenario/overrides.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { differences, inFlow } from '../scenario/settled.ts';
import { writtenForm } from '../scenario/written-form.ts';
import type { Material } from './material.ts';
import { openMaterial } from './material.ts';
import { namedPath } from './named-path.ts';

/** A scenario as it stands, and where it comes from. */
export interface Standing {
  readonly material: Material;
  readonly origin: Material;
  /** What the command line calls the origin; null where it knows of none. */
  readonly reference: string | null;
}

/**
 * The command that gives the numbers on the screen: the file that was opened and what was changed in it, or, where
 * that cannot be said in options, the file as it stands.
 */
export function commandOf(standing: Standing, options: readonly string[] = []): string {
  const assignments = assignmentsOf(standing);
  const { material, reference } = standing;
  if (assignments !== undefined && reference !== null) {
    const sets = assignments.flatMap((one) => ['--set', one]);
    return shellWords(['blackfriday', 'compare', reference, ...sets, ...options]);
  }
  const mark = markFor(material.text);
  const text = material.text.endsWith('\n') ? material.text : `${material.text}\n`;
  return `${shellWords(['blackfriday', 'compare', '-', ...options])} <<'${mark}'\n${text}${mark}`;
}

/** What `--set` is told; undefined where that would not make the same scenario. */
function assignmentsOf({ material, origin, reference }: Standing): string[] | undefined {
  if (reference === null) return undefined;
  const before: unknown = parse(origin.text);
  const changes = differences(before, parse(material.text), []);
  if (changes.some(({ path, value }) => path.length === 0 || value === undefined)) return undefined;
  const assignments = changes.map(
    ({ path, value }) => `${namedPath(before, path)}=${inFlow(value)}`,
  );
  try {
    const meant = writtenForm(openMaterial(material, []));
    const made = writtenForm(openMaterial(origin, assignments.map(setOption)));
    return JSON.stringify(meant) === JSON.stringify(made) ? assignments : undefined;
  } catch (error) {
    if (error instanceof ScenarioError) return undefined;
    throw error;
  }
}

/** Ends the file on a command line: a line that is not in it. */
function markFor(text: string): string {
  const lines = new Set(text.split('\n'));
  let mark = 'SCENARIO';
  while (lines.has(mark)) mark += '_';
  return mark;
}
