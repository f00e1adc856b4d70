import * as v from 'valibot';
import type { Result } from '../experiment/result.ts';
import { resultSchema } from '../experiment/result-schema.ts';
import { readJson } from './json-file.ts';
import { UsageError } from './usage-error.ts';

/** Reads a result that `--format json` wrote; `-` is standard input. Throws UsageError where it is none. */
export async function readResult(path: string): Promise<Result> {
  const read = await readJson(path);
  const checked = v.safeParse(resultSchema, read, { abortEarly: true });
  // As it was read, because a check puts the keys in an order of its own.
  if (checked.success) return read as Result;
  const [issue] = checked.issues;
  const place = v.getDotPath(issue) ?? 'its top';
  const fault =
    issue.input === undefined
      ? `${place} is missing`
      : `at ${place}, found ${issue.received}, expected ${issue.message}`;
  throw new UsageError(`${path} is no result of --format json: ${fault}`);
}
