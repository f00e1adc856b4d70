import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { nearestName } from '../kernel/settings.ts';
import { loadScenario } from '../scenario/load.ts';
import type { Override } from '../scenario/overrides.ts';
import type { Scenario } from '../scenario/schema.ts';
import { FLAGSHIP, shippedNames, shippedPath } from './shipped.ts';
import { fileFault, UsageError } from './usage-error.ts';

export interface OpenedScenario {
  readonly scenario: Scenario;
  /** Every file that was read for it: none of these may be written over. */
  readonly files: readonly string[];
}

/** Far above any scenario or trace that fits in memory as text. */
const MAX_BYTES = 256 * 2 ** 20;
const STDIN = '-';

/**
 * Loads a scenario from a file, a shipped one by its name, or `-` for standard input. Throws UsageError
 * where there is none, ScenarioError where it cannot be run.
 */
export function openScenario(
  reference: string = FLAGSHIP,
  overrides: readonly Override[] = [],
): OpenedScenario {
  const path = reference === STDIN ? undefined : locate(reference);
  const files = path === undefined ? [] : [path];
  const folder = path === undefined ? process.cwd() : dirname(path);
  const name = path === undefined ? 'stdin' : relative(process.cwd(), path);
  const text = attempt(reference, () => (path === undefined ? readStdin() : readText(path)));
  const scenario = loadScenario({ name, text }, overrides, (file) => {
    const beside = resolve(folder, file);
    files.push(beside);
    return readBeside(beside);
  });
  return { scenario, files };
}

/** Says on stderr what is no mistake and yet worth a word. */
export function tellWarnings({ warnings }: Scenario): void {
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
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

function readStdin(): string {
  return readFileSync(process.stdin.fd, 'utf8');
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
