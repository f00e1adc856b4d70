import { isBlock, pathText } from '../../kernel/settings.ts';
import type { Pipeline } from '../../resilience/pipeline.ts';
import type { Difference } from '../import/differences.ts';
import { importPipeline } from '../import/import-pipeline.ts';
import { LIBRARIES } from '../import/library/index.ts';
import type { Library } from '../import/library/library.ts';
import { literalText } from '../import/literal.ts';
import { readSource } from '../import/source.ts';
import type { Written } from '../written.ts';
import { writtenPolicy } from '../written.ts';

/** A library that settings can be written for. */
export type WritingLibrary = Library & { readonly writes: NonNullable<Library['writes']> };

export const EXPORTS: readonly WritingLibrary[] = LIBRARIES.filter(
  (one): one is WritingLibrary => one.writes !== undefined,
);

/** A setting that the library could not be told, and what it will do instead. */
export interface Loss {
  /** `breaker.probe.permits` */
  readonly setting: string;
  readonly here: string;
  /** Undefined: it has nothing of the kind. */
  readonly there: string | undefined;
}

/** Settings in the form of a library. */
export interface Exported {
  readonly library: WritingLibrary;
  readonly text: string;
  /** Found by reading the text back, so that none goes unsaid. */
  readonly losses: readonly Loss[];
  /** Where the library behaves otherwise all the same. */
  readonly differs: readonly Difference[];
}

/** Writes a pipeline for a library, and reads it back to tell what the library could not be told. */
export function exportPipeline(
  pipeline: Pipeline,
  library: WritingLibrary,
  name: string,
): Exported {
  const text = library.writes.text(pipeline, name);
  const before = pipeline.map(writtenPolicy);
  const back = readBack(library, text);
  const after = back.decoded.map(writtenPolicy);
  return { library, text, losses: lossesOf(before, after), differs: back.differs };
}

function readBack(
  library: WritingLibrary,
  text: string,
): { decoded: Pipeline; differs: Difference[] } {
  const files = [{ name: library.writes.file, text }];
  // A pipeline of which nothing can be said there.
  if (library.find(readSource(files)).length === 0) return { decoded: [], differs: [] };
  const { decoded, account } = importPipeline(files, { from: library.name, name: undefined });
  const all = account.policies.flatMap((policy) => policy.differs);
  const names = [...new Set(all.map(({ name }) => name))];
  return { decoded, differs: names.map((name) => all.find((one) => one.name === name)!) };
}

function lossesOf(before: readonly Written[], after: readonly Written[]): Loss[] {
  const names = [...new Set([...before, ...after].map(nameOf))];
  const losses = names.flatMap((name) => {
    const [here, there] = unmatched(before.filter(isCalled(name)), after.filter(isCalled(name)));
    const pairs = Array.from({ length: Math.max(here.length, there.length) }, (_, i) => i);
    return pairs.flatMap((i) => difference([name], here[i]?.[name], there[i]?.[name]));
  });
  const shared = names.filter((name) => [before, after].every((all) => all.some(isCalled(name))));
  const [here, there] = [before, after].map((all) =>
    all
      .map(nameOf)
      .filter((name) => shared.includes(name))
      .join(', '),
  ) as [string, string];
  return here === there ? losses : [...losses, { setting: 'order', here, there }];
}

function isCalled(name: string): (policy: Written) => boolean {
  return (policy) => nameOf(policy) === name;
}

/** Those of either list that have no equal in the other. */
function unmatched(before: readonly Written[], after: readonly Written[]): [Written[], Written[]] {
  const left = [...after];
  const here = before.filter((one) => {
    const place = left.findIndex((other) => JSON.stringify(one) === JSON.stringify(other));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
  return [here, left];
}

function nameOf(policy: Written): string {
  return Object.keys(policy).find((key) => key !== 'insteadOf')!;
}

function difference(path: readonly (string | number)[], here: unknown, there: unknown): Loss[] {
  if (isBlock(here) && isBlock(there) && here.kind === there.kind) {
    const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])];
    return keys.flatMap((key) => difference([...path, key], here[key], there[key]));
  }
  if (JSON.stringify(here) === JSON.stringify(there)) return [];
  return [
    {
      setting: pathText(path),
      here: said(here),
      there: there === undefined ? undefined : said(there),
    },
  ];
}

function said(value: unknown): string {
  return value === undefined ? 'none' : literalText(value);
}
