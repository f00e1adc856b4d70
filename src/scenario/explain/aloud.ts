import { decimal, durationText, rateText, shareText } from '../../kernel/quantity-text.ts';
import { type Pipeline, POLICIES, type Policy } from '../../resilience/pipeline.ts';
import type { RetrySettings } from '../../resilience/retry/settings.ts';
import { UNLIMITED } from '../import/library/written.ts';
import type { AnySchema } from '../schema-walk.ts';
import { inWords, spaced } from '../words.ts';
import { breakerSentences } from './breaker-aloud.ts';
import { plural, upTo } from './phrases.ts';
import { perBreaker, type Surroundings } from './surroundings.ts';

/** What one policy does, a sentence each. */
export interface ReadAloud {
  readonly policy: string;
  readonly sentences: readonly string[];
}

/** A pipeline read aloud, outermost first. */
export function aloud(pipeline: Pipeline, around: Surroundings): ReadAloud[] {
  return pipeline.map((one) => ({
    policy: spaced(one.policy),
    sentences: sentencesOf(one, around),
  }));
}

function sentencesOf(one: Policy, around: Surroundings): string[] {
  switch (one.policy) {
    case 'breaker':
      return breakerSentences(one.settings, around);
    case 'retry':
      return retrySentences(one.settings, around);
    case 'timeout':
      return [
        `A call that has no answer after ${durationText(one.settings)} has failed; the service may go on working on it.`,
      ];
    case 'bulkhead':
      return bulkheadSentences(one.settings, around);
    default:
      return [`${inWords(POLICIES[one.policy] as unknown as AnySchema, one.settings)}.`];
  }
}

function retrySentences(
  { calls, backoff, on, budget }: RetrySettings,
  around: Surroundings,
): string[] {
  const first = backoff.kind === 'fixed' ? backoff.delay : backoff.initial;
  const growth =
    backoff.kind === 'exponential'
      ? `, ${decimal(backoff.factor)} times as long each time${upTo(backoff.max)}`
      : backoff.kind === 'decorrelated'
        ? ', longer and by chance each time'
        : '';
  const load =
    around.rate === undefined || calls === 1
      ? ''
      : ` Where every call fails, ${rateText(around.rate.high)} of orders become ${rateText(around.rate.high * calls)} of calls.`;
  return [
    `An order makes at most ${plural(calls, 'call')}, after ${on.map((one) => (one === 'blocked' ? 'a block' : one === 'rejected' ? 'a rejection' : `a${one === 'error' ? 'n' : ''} ${one}`)).join(' or ')}; it waits ${durationText(first)} first${growth}.${load}`,
    ...(budget === undefined
      ? []
      : [
          `No more retries than ${shareText(budget.share)} of the ${budget.paidBy === 'successes' ? 'calls that succeed' : 'orders'}, ${budget.burst} saved up${budget.ttl === undefined ? '' : `, and lost again after ${durationText(budget.ttl)}`}.`,
        ]),
  ];
}

function bulkheadSentences(
  { calls, queue }: { calls: number; queue: number },
  around: Surroundings,
): string[] {
  const perInstance = perBreaker(around);
  const full =
    perInstance === undefined
      ? ''
      : ` On your traffic of ${rateText(perInstance.high)} it is full once a call takes ${durationText(Math.round((calls / perInstance.high) * 1_000))}.`;
  return [
    `Lets ${plural(calls, 'call')} run at once; ${waiting(queue)}${queue >= UNLIMITED ? '' : ', the rest is rejected'}.${full}`,
  ];
}

function waiting(queue: number): string {
  if (queue === 0) return 'none waits';
  return queue >= UNLIMITED ? 'any number wait' : `${decimal(queue)} wait`;
}
