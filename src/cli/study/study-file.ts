import * as v from 'valibot';
import type { NamedPart } from '../../experiment/study/merge.ts';
import { studySchema } from '../../experiment/study/study-schema.ts';
import { faultOf, readJson } from '../json-file.ts';
import { UsageError } from '../usage-error.ts';

/** Reads a study that `--format json` wrote; `-` is standard input. Throws UsageError where it is none. */
export async function readStudyFile(path: string): Promise<NamedPart> {
  return asStudyPart(path, await readJson(path));
}

/** The same of what was read from it already. */
export function asStudyPart(path: string, document: unknown): NamedPart {
  const checked = v.safeParse(studySchema, document, { abortEarly: true });
  if (checked.success) return { name: path, part: checked.output };
  throw new UsageError(`${path} is no study of --format json: ${faultOf(checked.issues[0])}`);
}
