import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { nearestName } from '../kernel/settings.ts';
import { loadScenario, type ScenarioSource } from '../scenario/load.ts';
import type { Override } from '../scenario/overrides.ts';
import type { Scenario } from '../scenario/schema.ts';
import { FLAGSHIP, shippedNames, shippedPath } from './shipped.ts';
import { MAX_BYTES, readStandardInput, STANDARD } from './standard-input.ts';
import { tell } from './tell.ts';
import { fileFault, UsageError } from './usage-error.ts';

export interface OpenedScenario {
  readonly scenario: Scenario;
  /** Every file that was read for it: none of these may be written over. */
  readonly files: readonly string[];
  readonly source: ScenarioSource;
  /** The texts of the files that the scenario names, by the names that it has for them. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Loads a scenario from a file, a shipped one by its name, or `-` for standard input. Throws UsageError
 * where there is none, ScenarioError where it cannot be run.
 */
export async function openScenario(
  reference: string = FLAGSHIP,
  overrides: readonly Override[] = [],
): Promise<OpenedScenario> {
  if (reference !== STANDARD) return openScenarioFile(reference, overrides);
  const source = { name: 'stdin', text: await readStandardInput() };
  return load(source, process.cwd(), [], overrides);
}

/** The same of a file or a shipped scenario: at once. */
export function openScenarioFile(
  reference: string,
  overrides: readonly Override[] = [],
): OpenedScenario {
  const path = locate(reference);
  const text = attempt(reference, () => readText(path));
  const name = relative(process.cwd(), path);
  return load({ name, text }, dirname(path), [path], overrides);
}

/**
 * A scenario file of one's own with its text changed, which must leave it sound. Throws UsageError where
 * there is no such file, ScenarioError where it cannot be run, before or after.
 */
export function changedScenario(file: string, change: (text: string) => string): string {
  const before = attempt(file, () => readText(file));
  const after = change(before);
  for (const text of [before, after]) load({ name: file, text }, dirname(resolve(file)), [], []);
  return after;
}

/** Files that the scenario names are looked for in `folder`. */
function load(
  source: ScenarioSource,
  folder: string,
  files: string[],
  overrides: readonly Override[],
): OpenedScenario {
  const texts: Record<string, string> = {};
  const scenario = loadScenario(source, overrides, (file) => {
    const beside = resolve(folder, file);
    files.push(beside);
    texts[file] = readBeside(beside);
    return texts[file];
  });
  return { scenario, files, source, texts };
}

/** Says on stderr what is no mistake and yet worth a word. */
export function tellWarnings({ warnings }: Scenario): void {
  for (const warning of warnings) tell(`warning: ${warning}`);
}

/** A file first, so that a scenario of one's own may bear a shipped one's name. */
function locate(reference: string): string {
  const found = attempt(reference, () => statSync(reference, { throwIfNoEntry: false }));
  if (found?.isDirectory() !== true && found !== undefined) return resolve(reference);
  const names = shippedNames();
  if (names.includes(reference)) return shippedPath(reference);
  if (found !== undefined) throw new UsageError(`${reference} is a directory, not a scenario file`);
  const nearest = nearestName(reference, names);
  const advice =
    nearest === undefined ? `shipped are ${names.join(', ')}` : `did you mean "${nearest}"?`;
  throw new UsageError(`${reference} is neither a file nor a shipped scenario; ${advice}`);
}

function attempt<Value>(reference: string, action: () => Value): Value {
  try {
    return action();
  } catch (error) {
    throw new UsageError(`cannot read ${reference}: ${fileFault(error)}`);
  }
}

/** A file that the scenario names; its fault is told at the place that names it. */
function readBeside(path: string): string {
  try {
    return readText(path);
  } catch (error) {
    throw new Error(`${relative(process.cwd(), path)}: ${fileFault(error)}`, { cause: error });
  }
}

function readText(path: string): string {
  const found = statSync(path);
  if (found.isCharacterDevice()) throw new UsageError(`${path} is a device, not a file`);
  if (found.size > MAX_BYTES) throw new UsageError(`${path} is larger than 256 MB`);
  return readFileSync(path, 'utf8');
}
