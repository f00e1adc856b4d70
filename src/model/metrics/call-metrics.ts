import { failedOf, OUTCOME, type Outcome } from '../outcome.ts';
import type { Better, Fold, Line, Metric } from './metric.ts';

/** A book of calls: how many were started, and how many ended with which outcome. */
export interface Calls {
  readonly started: number;
  readonly ended: Float64Array;
}

function calls(
  fold: Fold,
  better: Better,
  meaning: string,
  read: (book: Calls) => number,
  line?: Line,
): Metric<Calls, number> {
  return { unit: 'count', fold, better, meaning, read, ...(line !== undefined && { line }) };
}

const sum = ({ ended }: Calls, ...outcomes: readonly Outcome[]): number =>
  outcomes.reduce<number>((total, outcome) => total + ended[outcome]!, 0);

const ofStarted = (label: string, unlessIdle = false): Line => ({
  label,
  of: 'started',
  unlessIdle,
});

export const CALL_FLOWS = {
  started: calls('flow', null, 'calls made, blocked ones included', (book) => book.started, {
    label: 'started',
  }),
  successful: calls(
    'flow',
    'more',
    'calls that paid',
    (book) => sum(book, OUTCOME.successful),
    ofStarted('successful'),
  ),
  declined: calls(
    'flow',
    null,
    'calls to which the service said no',
    (book) => sum(book, OUTCOME.declined),
    ofStarted('declined', true),
  ),
  failed: calls(
    'flow',
    'less',
    'calls that ended with an error, a refusal or a timeout',
    ({ ended }) => failedOf(ended),
    ofStarted('failed'),
  ),
  blocked: calls(
    'flow',
    null,
    'calls that a breaker blocked: never sent',
    (book) => sum(book, OUTCOME.blocked),
    ofStarted('blocked'),
  ),
  timedOut: calls(
    'flow',
    'less',
    'of the failed, those whose client gave up',
    (book) => sum(book, OUTCOME.timedOut),
    ofStarted('  timed out', true),
  ),
} as const;

const { blocked, timedOut, ...others } = CALL_FLOWS;

/** Of a whole run: a part stands below what it is a part of. */
export const CALLS = {
  ...others,
  timedOut,
  blocked,
  pending: calls(
    'level',
    null,
    'calls in flight at the end',
    ({ started, ended }) => started - ended.reduce((total, count) => total + count, 0),
    ofStarted('pending'),
  ),
} as const;
