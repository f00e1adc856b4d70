import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { readStandardInput, STANDARD } from './standard-input.ts';
import { fileFault, UsageError } from './usage-error.ts';

/** The JSON in a file; `-` is standard input. Throws UsageError where there is none. */
export async function readJson(path: string): Promise<unknown> {
  return parseJson(path, path === STANDARD ? await readStandardInput() : readText(path));
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${fileFault(error)}`);
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(
      `${path === STANDARD ? 'standard input' : path} is no JSON: ${error.message}`,
    );
  }
}

/** What is wrong with JSON that is not what it should be. */
export function faultOf(issue: v.BaseIssue<unknown>): string {
  const place = v.getDotPath(issue) ?? 'its top';
  return issue.input === undefined
    ? `${place} is missing`
    : `at ${place}, found ${issue.received}, expected ${issue.message}`;
}
