import type { FailureClass } from './failure-class.ts';

/** The errors of refusals and deadlines, ours and the platform's, by name: so copies of a module agree. */
const CLASS_OF_NAME: Readonly<Record<string, FailureClass>> = {
  CircuitOpenError: 'blocked',
  RejectedError: 'rejected',
  TimeoutError: 'timeout',
};

/** What kind of failure an error stands for; whatever is not known to be another is an `error`. */
export function failureOf(error: unknown): FailureClass {
  const name = fieldOf(error, 'name');
  return typeof name === 'string' && Object.hasOwn(CLASS_OF_NAME, name)
    ? CLASS_OF_NAME[name]!
    : 'error';
}

/** How long a service asks us to wait, in ms: the error's own `retryAfterMs`; 0 where it does not say. */
export function retryAfterOf(error: unknown): number {
  const asked = fieldOf(error, 'retryAfterMs');
  return typeof asked === 'number' && asked > 0 ? asked : 0;
}

function fieldOf(error: unknown, field: string): unknown {
  return typeof error === 'object' && error !== null
    ? (error as Record<string, unknown>)[field]
    : undefined;
}
