import { readFileSync, statSync } from 'node:fs';
import { type Imported, importPipeline, type Wanted } from '../scenario/import/import-pipeline.ts';
import { LIBRARIES } from '../scenario/import/library/index.ts';
import type { SettingsFile } from '../scenario/import/settings-file.ts';
import type { Override } from '../scenario/overrides.ts';
import { readStandardInput, STANDARD } from './standard-input.ts';
import { fileFault, UsageError } from './usage-error.ts';

/** Settings are a few pages. */
const MAX_BYTES = 4 * 2 ** 20;

/**
 * Settings of a library from files that are named `[library:]file[#name]`. Throws UsageError where one
 * cannot be read, ScenarioError where it does not hold what is wanted.
 */
export async function openSettings(
  references: readonly string[],
  from: string | undefined,
): Promise<Imported> {
  const parsed = references.map(parseReference);
  const files = await Promise.all(parsed.map(({ file }) => readSettings(file)));
  return importPipeline(files, { from: from ?? only(parsed, 'from'), name: only(parsed, 'name') });
}

/** What `--pipeline` sets in a scenario. Throws as openSettings. */
export async function pipelineOption(reference: string): Promise<Override> {
  const { pipeline } = await openSettings([reference], undefined);
  return {
    assignment: `orderService.pipeline=${JSON.stringify(pipeline)}`,
    option: `--pipeline ${reference}`,
  };
}

/** The files that references name: none of these may be written over. */
export function filesNamed(references: readonly string[]): string[] {
  return references.map((one) => parseReference(one).file);
}

interface Reference extends Wanted {
  readonly file: string;
}

function parseReference(reference: string): Reference {
  const library = LIBRARIES.find(({ name }) => reference.startsWith(`${name}:`));
  const rest = library === undefined ? reference : reference.slice(library.name.length + 1);
  const hash = rest.lastIndexOf('#');
  if (hash <= 0) return { from: library?.name, file: rest, name: undefined };
  return { from: library?.name, file: rest.slice(0, hash), name: rest.slice(hash + 1) };
}

/** What the references agree on. */
function only(references: readonly Reference[], key: 'from' | 'name'): string | undefined {
  const said = [...new Set(references.flatMap((one) => one[key] ?? []))];
  if (said.length > 1)
    throw new UsageError(`one import is of one library and one name, not of ${said.join(' and ')}`);
  return said[0];
}

async function readSettings(file: string): Promise<SettingsFile> {
  if (file === STANDARD) return { name: 'stdin', text: await readStandardInput() };
  try {
    const found = statSync(file);
    if (!found.isFile() && !found.isFIFO()) throw new UsageError(`${file} is not a file`);
    if (found.size > MAX_BYTES) {
      throw new UsageError(`${file} is larger than 4 MB: settings are a few pages`);
    }
    return { name: file, text: readFileSync(file, 'utf8') };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot read ${file}: ${fileFault(error)}`);
  }
}
