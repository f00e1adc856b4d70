import { Findings, type FindingsJson } from '../../experiment/study/findings.ts';
import { Bug } from '../../kernel/assert.ts';
import { LimitError } from '../../kernel/limit-error.ts';
import { UsageError } from '../usage-error.ts';

/** What came of a task, and how long it took. */
export interface Done {
  readonly findings: Findings;
  readonly ms: number;
}

/** What a worker answers to a task: plain data, which JSON holds as it is. */
export type Answer =
  | { readonly kind: 'found'; readonly findings: FindingsJson; readonly ms: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error that leaves its thread: of the error itself only the standard parts would arrive. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
}

export function failed(error: unknown): Answer {
  const { name, message, stack } = error as Error;
  return { kind: 'failed', failure: { name, message, stack } };
}

/** What was found. Throws what the worker threw. */
export function doneOf(answer: Answer): Done {
  if (answer.kind === 'failed') throw errorOf(answer.failure);
  return { findings: Findings.from(answer.findings), ms: answer.ms };
}

function errorOf({ name, message, stack }: Failure): Error {
  if (name === 'LimitError') return new LimitError(message);
  if (name === 'UsageError') return new UsageError(message);
  const error = new Bug(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
