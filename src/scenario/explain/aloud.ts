import { decimal, durationText, rateText, shareText } from '../../kernel/quantity-text.ts';
import type { BreakerSettings } from '../../resilience/breaker/settings.ts';
import { type Pipeline, POLICIES, type Policy } from '../../resilience/pipeline.ts';
import type { RetrySettings } from '../../resilience/retry/settings.ts';
import { limitOf, UNLIMITED } from '../import/library/written.ts';
import type { AnySchema } from '../schema-walk.ts';
import { inWords, spaced } from '../words.ts';
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

type Trip = BreakerSettings['trip'];
type Rated = Extract<Trip, { minimumCalls: number }>;
type Calls = Surroundings['rate'];

function breakerSentences(
  { trip, open, probe, declinedIsFailure }: BreakerSettings,
  around: Surroundings,
): string[] {
  const calls = perBreaker(around);
  return [
    ...tripSentences(trip, calls),
    openSentence(open, calls),
    probeSentence(probe),
    ...(declinedIsFailure
      ? ['A declined payment counts as a failure, though the service works.']
      : []),
  ];
}

function tripSentences(trip: Trip, calls: Calls): string[] {
  switch (trip.kind) {
    case 'any-of':
      return trip.policies.flatMap((one) => tripSentences(one, calls));
    case 'consecutive-failures':
      return [
        `Opens after ${plural(trip.failures, 'failure')} in a row; one success between them starts the count again.`,
      ];
    case 'failure-count':
      return [
        `Opens after ${plural(trip.failures, 'failure')} within ${durationText(trip.window.time)}, however many calls succeed between them.`,
      ];
    case 'failure-rate':
      return [rateSentence(trip, 'failed', calls)];
    case 'slow-call-rate':
      return [rateSentence(trip, `took ${durationText(trip.slow)} or longer`, calls)];
    case 'timeout-share':
      return [rateSentence(trip, 'timed out', calls)];
    default:
      return [`Opens by ${spaced(trip.kind.replaceAll('-', ' '))}.`];
  }
}

/** `at least 50 of the last 100 calls failed, but not before 100 calls` */
function rateSentence(
  { rate, window, minimumCalls }: Rated & { rate: number },
  did: string,
  calls: Calls,
): string {
  if ('calls' in window) {
    const least = Math.ceil(rate * window.calls - 1e-9);
    const soonest =
      calls === undefined
        ? ''
        : `; ${onTraffic(calls)} that is no sooner than ${durationText(soonestMs(minimumCalls, calls))}`;
    return `Opens when at least ${least} of the last ${window.calls} calls ${did}, but not before ${plural(minimumCalls, 'call')}${soonest}.`;
  }
  const seconds = window.time / 1_000;
  const within =
    calls === undefined
      ? ''
      : `; ${onTraffic(calls)} there are ${range(calls, (one) => decimal(one * seconds, 1))} in it`;
  return `Opens when at least ${shareText(rate)} of the calls of the last ${durationText(window.time)} ${did}, but not with fewer than ${plural(minimumCalls, 'call')} in them${within}.`;
}

function soonestMs(calls: number, { high }: NonNullable<Calls>): number {
  return Math.round((calls / high) * 1_000);
}

function onTraffic(calls: NonNullable<Calls>): string {
  return `on your traffic of ${range(calls, rateText)}`;
}

function range({ low, high }: NonNullable<Calls>, text: (value: number) => string): string {
  return text(low) === text(high) ? text(high) : `${text(low)} to ${text(high)}`;
}

function openSentence(open: BreakerSettings['open'], calls: Calls): string {
  const [ms, more] =
    open.kind === 'exponential'
      ? [
          open.initial,
          `, and ${decimal(open.factor)} times as long with each reopening${upTo(open.max)}`,
        ]
      : open.kind === 'retry-after'
        ? [open.fallback, ', or as long as the service asks for']
        : [open.duration, ''];
  const blocked =
    calls === undefined
      ? ''
      : `; ${onTraffic(calls)} that blocks ${range(calls, (one) => decimal((one * ms) / 1_000, 0))} calls`;
  return `Then blocks every call for ${durationText(ms)}${more}${blocked}.`;
}

function probeSentence(probe: BreakerSettings['probe']): string {
  switch (probe.kind) {
    case 'consecutive-successes':
      return `Then lets ${plural(probe.permits, 'call')} try at once: ${plural(probe.successes, 'success', 'successes')} in a row ${probe.successes === 1 ? 'closes' : 'close'} it, any failure opens it again.`;
    case 'success-ratio':
      return `Then lets ${plural(probe.probes, 'call')} try: it closes if at least ${Math.ceil(probe.probes * probe.ratio - 1e-9)} succeed, and opens again if not.`;
    case 'health-check':
      return `Then pings every ${durationText(probe.every)}: ${plural(probe.successes, 'good ping')} in a row close it; no call is risked.`;
    case 'gradual-recovery':
      return `Then lets a growing share of the calls through: ${probe.steps.map(shareText).join(', ')}, ${durationText(probe.every)} each at least.`;
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
          `No more retries than ${shareText(budget.share)} of the orders, ${budget.burst} saved up.`,
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

/** `, up to 5m`; nothing where there is no limit. */
function upTo(max: number): string {
  return limitOf(max) === undefined ? '' : `, up to ${durationText(max)}`;
}

function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${decimal(count)} ${count === 1 ? noun : nouns}`;
}
