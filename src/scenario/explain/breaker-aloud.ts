import { decimal, durationText, rateText, shareText } from '../../kernel/quantity-text.ts';
import type { BreakerSettings } from '../../resilience/breaker/settings.ts';
import { spaced } from '../words.ts';
import { breakerRules, probeRules, type Share, shareRules } from './breaker-rules.ts';
import { plural, upTo } from './phrases.ts';
import { perBreaker, type Surroundings } from './surroundings.ts';

type Trip = BreakerSettings['trip'];
type Calls = Surroundings['rate'];

/** A breaker read aloud: when it opens, for how long, and how it closes. */
export function breakerSentences(settings: BreakerSettings, around: Surroundings): string[] {
  const { trip, open, probe, declinedIsFailure } = settings;
  const calls = perBreaker(around);
  return [
    ...tripSentences(trip, calls),
    openSentence(open, calls),
    probeSentence(probe),
    ...probeRules(probe),
    ...breakerRules(settings),
    ...(declinedIsFailure
      ? ['A declined payment counts as a failure, though the service works.']
      : []),
  ];
}

function tripSentences(trip: Trip, calls: Calls): string[] {
  switch (trip.kind) {
    case 'any-of':
      return trip.policies.flatMap((one) => tripSentences(one, calls));
    case 'all-of':
      return [
        'Opens only when all of these hold at once.',
        ...trip.policies.flatMap((one) => tripSentences(one, calls)),
      ];
    case 'consecutive-failures':
      return [
        `Opens after ${plural(trip.failures, 'failure')} in a row; one success between them starts the count again${trip.clearedEvery === undefined ? '' : `, and so does every ${durationText(trip.clearedEvery)}`}.`,
      ];
    case 'bad-pings':
      return [
        `Pings the service every ${durationText(trip.every)}, and opens after ${plural(trip.failures, 'bad ping')} in a row, however the calls fare.`,
      ];
    case 'failure-count':
      return [
        `Opens after ${plural(trip.failures, 'failure')} within ${durationText(trip.window.time)}, however many calls succeed between them.`,
      ];
    case 'failure-rate':
      return [rateSentence(trip, 'failed', calls), ...shareRules(trip)];
    case 'slow-call-rate':
      return [
        rateSentence(trip, `took ${durationText(trip.slow)} or longer`, calls),
        ...shareRules(trip),
      ];
    case 'timeout-share':
      return [rateSentence(trip, 'timed out', calls), ...shareRules(trip)];
    default:
      return [`Opens by ${spaced(trip.kind.replaceAll('-', ' '))}.`];
  }
}

/** `at least 50 of the last 100 calls failed, but not before 100 calls` */
function rateSentence(
  { rate, window, minimumCalls, strict }: Share,
  did: string,
  calls: Calls,
): string {
  if ('calls' in window) {
    const least = strict
      ? Math.floor(rate * window.calls + 1e-9) + 1
      : Math.ceil(rate * window.calls - 1e-9);
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
  const which = window.of === 'started' ? 'calls that started in' : 'calls of';
  return `Opens when ${strict ? 'more than' : 'at least'} ${shareText(rate)} of the ${which} the last ${durationText(window.time)} ${did}, but not with fewer than ${plural(minimumCalls, 'call')} in them${within}.`;
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
        : open.kind === 'failure-share'
          ? [
              open.longest,
              ` if all of the last ${plural(open.calls, 'call')} failed, down to ${durationText(open.shortest)} the fewer did`,
            ]
          : [open.duration, ''];
  const blocked =
    calls === undefined
      ? ''
      : `; ${onTraffic(calls)} that blocks ${range(calls, (one) => decimal((one * ms) / 1_000, 0))} calls`;
  const anew = open.from === 'last-failure' ? ', counted anew from each late failure' : '';
  return `Then blocks every call for ${durationText(ms)}${more}${anew}${blocked}.`;
}

function probeSentence(probe: BreakerSettings['probe']): string {
  switch (probe.kind) {
    case 'consecutive-successes':
      return `Then lets ${plural(probe.permits, 'call')} try at once: ${plural(probe.successes, 'success', 'successes')} in a row ${probe.successes === 1 ? 'closes' : 'close'} it, any failure opens it again.`;
    case 'success-ratio':
      return `Then lets ${plural(probe.probes, 'call')} try: it closes if at least ${Math.ceil(probe.probes * probe.ratio - 1e-9)} succeed, and opens again if not.`;
    case 'failure-rate':
      return `Then lets ${plural(probe.probes, 'call')} try: once ${Math.min(probe.minimumCalls, probe.probes)} have ended, it opens again if ${probe.strict ? 'more than' : 'at least'} ${shareText(probe.rate)} of them failed, and closes if not.`;
    case 'health-check':
      return `Then pings every ${durationText(probe.every)}: ${plural(probe.successes, 'good ping')} in a row close it; no call is risked.`;
    case 'gradual-recovery':
      return `Then lets a growing share of the calls through: ${probe.steps.map(shareText).join(', ')}, ${durationText(probe.every)} each at least.`;
  }
}
