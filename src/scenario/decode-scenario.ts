import { decode, type Mistake, SettingsError } from '../kernel/settings.ts';
import { crossChecks } from './cross-checks.ts';
import { type ReadFile, resolveFiles, type ValueFile } from './files.ts';
import { asShortForm, type DecodedFile, fileSchema, isDecodedGraph } from './graph-schema.ts';
import type { Finding } from './problem.ts';
import type { Whole } from './schema.ts';

/** A document decoded, as far as it can be. */
export interface DecodedDocument {
  /** The document with the values of its files in it. */
  readonly resolved: unknown;
  /** Undefined where a setting cannot be decoded, or settings make no sense together. */
  readonly value: Whole | undefined;
  readonly findings: readonly Finding[];
  readonly origins: readonly ValueFile[];
}

/**
 * Decodes a scenario, whoever made the document: its files of values, every setting, and what they mean
 * together. `durationFromFile`: no option has set it.
 */
export function decodeDocument(
  document: unknown,
  readFile: ReadFile,
  durationFromFile: boolean,
): DecodedDocument {
  const { value: resolved, findings, origins } = resolveFiles(fileSchema, document, readFile);
  const decoded = attempt(resolved);
  const sense =
    decoded.value === undefined ? [] : crossChecks(decoded.value, resolved, durationFromFile);
  return {
    resolved,
    value: decoded.value === undefined || sense.length > 0 ? undefined : wholeOf(decoded.value),
    findings: [...findings, ...decoded.findings, ...sense],
    origins,
  };
}

interface Attempt {
  readonly value: DecodedFile | undefined;
  readonly findings: readonly Finding[];
}

function wholeOf(decoded: DecodedFile): Whole {
  return isDecodedGraph(decoded) ? asShortForm(decoded) : decoded;
}

function attempt(document: unknown): Attempt {
  try {
    const value = decode(fileSchema, document, { unitsNeeded: true });
    return { value, findings: [] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    return { value: undefined, findings: error.mistakes.map(findingOf) };
  }
}

export function findingOf({ path, atKey, found, expected, suggestion }: Mistake): Finding {
  if (atKey) return { path, fault: 'key', found: found!, expected, suggestion };
  if (found === undefined) {
    return {
      path,
      fault: 'missing',
      found: `no ${JSON.stringify(path.at(-1))}`,
      expected,
      suggestion,
    };
  }
  return { path, fault: 'value', expected, suggestion };
}
