import type { FindingsJson } from '../../experiment/study/findings.ts';

/** What a worker answers to a task. */
export type Answer =
  | { readonly kind: 'found'; readonly findings: FindingsJson; readonly ms: number }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error that leaves its thread: of the error itself only the standard parts would arrive. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
}
