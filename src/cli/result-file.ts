import * as v from 'valibot';
import type { Result } from '../experiment/result.ts';
import { resultSchema } from '../experiment/result-schema.ts';
import { faultOf } from './json-file.ts';
import { UsageError } from './usage-error.ts';

/** A result that `--format json` wrote, as it came from its file. Throws UsageError where it is none. */
export function asResult(path: string, read: unknown): Result {
  const checked = v.safeParse(resultSchema, read, { abortEarly: true });
  // As it was read, because a check puts the keys in an order of its own.
  if (checked.success) return read as Result;
  throw new UsageError(`${path} is no result of --format json: ${faultOf(checked.issues[0])}`);
}
