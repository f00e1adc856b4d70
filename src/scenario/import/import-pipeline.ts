import { decode, pathText, SettingsError } from '../../kernel/settings.ts';
import { type Pipeline, pipelineSettings } from '../../resilience/pipeline.ts';
import { ScenarioError } from '../scenario-error.ts';
import type { Written } from '../written.ts';
import type { Account } from './account.ts';
import { LIBRARIES } from './library/index.ts';
import type { Candidate, Library } from './library/library.ts';
import { Reader } from './section.ts';
import type { SettingsFile } from './settings-file.ts';
import { readSource, type Source, unreadable } from './source.ts';

/** Which settings of the files are meant. */
export interface Wanted {
  /** The library; undefined: whichever knows the files. */
  readonly from: string | undefined;
  /** The name of the settings in the files; undefined where there is but one. */
  readonly name: string | undefined;
}

/** Settings of a library as a pipeline. */
export interface Imported {
  /** As a scenario file writes it, outermost first. */
  readonly pipeline: readonly Written[];
  readonly decoded: Pipeline;
  readonly account: Account;
}

/**
 * Reads the settings of a library from its files. Throws ScenarioError where there are none, where it
 * cannot be told which are meant, and where a value is not what the library takes.
 */
export function importPipeline(files: readonly SettingsFile[], wanted: Wanted): Imported {
  const source = readSource(files);
  const { library, candidates } = libraryOf(source, wanted.from);
  const chosen = choose(source, library, candidates, wanted.name);
  const reader = new Reader(source);
  const pipeline = chosen.read(reader);
  if (reader.problems.length > 0) throw new ScenarioError(reader.problems);
  return {
    pipeline,
    decoded: decoded(source, pipeline),
    account: {
      library: library.title,
      version: library.version,
      file: source.file,
      name: chosen.name,
      others: candidates.filter((one) => one !== chosen).map(({ name }) => name),
      policies: reader.policies.filter(hasSomething),
    },
  };
}

function hasSomething({
  read,
  defaults,
  converted,
  notCarried,
  differs,
}: Reader['policies'][number]): boolean {
  return [read, defaults, converted, notCarried, differs].some(({ length }) => length > 0);
}

function libraryOf(
  source: Source,
  from: string | undefined,
): { library: Library; candidates: readonly Candidate[] } {
  const asked = from === undefined ? LIBRARIES : LIBRARIES.filter(({ name }) => name === from);
  for (const library of asked) {
    const candidates = library.find(source);
    if (candidates.length > 0) return { library, candidates };
  }
  const [only] = asked;
  throw unreadable(
    source.file,
    from === undefined
      ? 'no settings of a library that blackfriday knows'
      : `no settings of ${from}`,
    from === undefined || only === undefined
      ? `settings of one of ${LIBRARIES.map(({ name }) => name).join(', ')}`
      : only.reads,
  );
}

function choose(
  source: Source,
  library: Library,
  candidates: readonly Candidate[],
  name: string | undefined,
): Candidate {
  const names = candidates.map((one) => one.name);
  const chosen =
    name === undefined ? candidates.slice(0, 2) : candidates.filter((one) => one.name === name);
  if (chosen.length === 1 || (name !== undefined && chosen.length > 0)) return chosen[0]!;
  const listed = [...new Set(names)].slice(0, 20).join(', ');
  if (name !== undefined)
    throw unreadable(
      source.file,
      `no ${library.title} settings called "${name}"`,
      `one of ${listed}`,
    );
  throw unreadable(
    source.file,
    `${library.title} settings of several names: ${listed}`,
    `one of them, such as ${source.file}#${names[0]!}`,
  );
}

/** What was read must be sound here, too; a value that no scenario takes is the file's to mend. */
function decoded(source: Source, pipeline: readonly Written[]): Pipeline {
  try {
    return decode(pipelineSettings, pipeline);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new ScenarioError(
      error.mistakes.map(({ path, found = 'nothing', expected }) => ({
        place: { kind: 'file', file: source.file },
        setting: pathText(['pipeline', ...path]),
        found: `${found}, as it was read`,
        expected,
        suggestion: undefined,
      })),
    );
  }
}
