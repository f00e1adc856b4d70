import * as v from 'valibot';
import type { NamedPart } from '../../experiment/study/merge.ts';
import { studySchema } from '../../experiment/study/study-schema.ts';
import { readJson } from '../json-file.ts';
import { UsageError } from '../usage-error.ts';

/** Reads a study that `--format json` wrote; `-` is standard input. Throws UsageError where it is none. */
export async function readStudyFile(path: string): Promise<NamedPart> {
  const checked = v.safeParse(studySchema, await readJson(path), { abortEarly: true });
  if (checked.success) return { name: path, part: checked.output };
  const [issue] = checked.issues;
  const place = v.getDotPath(issue) ?? 'its top';
  const fault =
    issue.input === undefined
      ? `${place} is missing`
      : `at ${place}, found ${issue.received}, expected ${issue.message}`;
  throw new UsageError(`${path} is no study of --format json: ${fault}`);
}
