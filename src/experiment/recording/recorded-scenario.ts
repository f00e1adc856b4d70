import { dateText } from '../../kernel/calendar.ts';
import { plainDigits } from '../../kernel/quantity-text.ts';
import { quantileOf } from '../../scenario/recording/latency.ts';
import { type Recording, type Step, stepsTogether } from '../../scenario/recording/recording.ts';
import type { Written } from '../../scenario/written.ts';
import { type Conditions, conditionsOf, differ, failureRateOf, type Spell } from './conditions.ts';
import { fitOf, type LatencyFit, LEAST_MS } from './latency-fit.ts';
import { type Rates, ratesOf } from './rate-pieces.ts';
import { spanText, trafficOf } from './written-traffic.ts';

/** A recording as a scenario, and all that was found on the way. */
export interface RecordedScenario {
  /** In the language of the file. */
  readonly written: Written;
  readonly rates: Rates;
  readonly conditions: Conditions;
  /** Of the usual service; null where no latency was recorded. */
  readonly latency: LatencyFit | null;
  /** Of what fails, where it takes another time; null where it does not, or nobody knows. */
  readonly errorLatency: LatencyFit | null;
  /** The limit of the service, where overload shows one; null where none is seen. */
  readonly capacity: number | null;
  /** What the file cannot say, a sentence each. */
  readonly lost: readonly string[];
}

/** Of this much another time failures must take, and so many of them be seen, to be told apart. */
const OTHER_TIME = 1.3;
const ENOUGH_FAILURES = 20;
/** Spells whose quantiles are all the usual ones times one factor are told by it. */
const ONE_FACTOR = 1.15;
const NO_CHANGE = 1.1;
/** Below this no share is worth a line. */
const LEAST_SHARE = 0.0005;
/** Nothing takes no time at all; where no latency is known this stands in. */
const UNKNOWN_LATENCY = '100ms';

/** Turns a recording into a scenario: the traffic, the usual service, and a script of what was otherwise. */
export function recordedScenario(recording: Recording): RecordedScenario {
  const { steps, stepMs } = recording;
  const rates = ratesOf(steps.map(({ requests }) => requests));
  const conditions = conditionsOf(steps);
  const { usual, spells } = conditions;
  const latency = fitOf(usual.served);
  const errorLatency = errorFit(steps, [usual, ...spells.map(({ all }) => all)]);
  const declined = stepsTogether(steps).declined / Math.max(1, stepsTogether(steps).requests);
  const usualRate = failureRateOf(usual);
  const entries = spells.map((spell) => entryOf(spell, usual, stepMs, steps.length));
  return {
    written: {
      title: titleOf(recording),
      story: storyOf(recording, spells),
      seed: 1,
      duration: spanText(steps.length * stepMs),
      tick: spanText(stepMs),
      traffic: trafficOf(rates, recording),
      paymentService: {
        latency: latency?.written ?? UNKNOWN_LATENCY,
        ...(errorLatency !== null && { errorLatency: errorLatency.written }),
        failureRate: shareOf(usualRate),
        ...(declined >= LEAST_SHARE && { declineRate: shareOf(declined) }),
        ...(entries.length > 0 && { script: entries }),
      },
    },
    rates,
    conditions,
    latency,
    errorLatency,
    capacity: null,
    lost: lostOf(conditions, latency),
  };
}

/**
 * Failures over the whole recording, as the file has one law for them: where they take another time than what is
 * served in the same spell. Only to be many in a slow spell does not count.
 */
function errorFit(steps: readonly Step[], spells: readonly Step[]): LatencyFit | null {
  const ratios = spells.flatMap(({ failed, failing, served }) => {
    const bad = failing === null ? undefined : quantileOf(failing, 0.5);
    const good = served === null ? undefined : quantileOf(served, 0.5);
    if (bad === undefined || good === undefined || good <= 0) return [];
    return [{ failed, log: Math.log(Math.max(bad, LEAST_MS) / good) }];
  });
  const failed = ratios.reduce((sum, one) => sum + one.failed, 0);
  if (failed < ENOUGH_FAILURES) return null;
  const mean = ratios.reduce((sum, one) => sum + one.failed * one.log, 0) / failed;
  return Math.abs(mean) > Math.log(OTHER_TIME) ? fitOf(stepsTogether(steps).failing) : null;
}

/** An entry of the script. */
export function entryOf(
  { from, until, all }: Spell,
  usual: Step,
  stepMs: number,
  count: number,
): Written {
  const rates = [failureRateOf(all), failureRateOf(usual)] as const;
  const isOtherwise = differ(...rates);
  const latency = latencyChange(all, usual);
  return {
    at: spanText(from * stepMs),
    ...(until < count && { for: spanText((until - from) * stepMs) }),
    ...((isOtherwise || latency === undefined) && { failureRate: shareOf(rates[0]) }),
    ...(latency !== undefined && { latency }),
  };
}

/** `x3`, or a law of its own where the shape is another; undefined where nothing changes, or is known. */
function latencyChange({ served }: Step, usual: Step): unknown {
  if (served === null || usual.served === null) return undefined;
  const logs = [0.5, 0.75, 0.9, 0.95].flatMap((share) => {
    const [now, before] = [quantileOf(served, share), quantileOf(usual.served!, share)];
    return now === undefined || before === undefined || now <= 0 || before <= 0
      ? []
      : [Math.log(now / before)];
  });
  const fit = fitOf(served);
  if (logs.length === 0) return meanChange(fit, fitOf(usual.served));
  const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length;
  const furthest = Math.max(...logs.map((one) => Math.abs(one - mean)));
  if (furthest > Math.log(ONE_FACTOR)) return fit?.written;
  return factorOf(Math.exp(mean));
}

/** Of means only there is one number to compare. */
function meanChange(now: LatencyFit | null, before: LatencyFit | null): unknown {
  const [one, other] = [now, before].map((fit) => Number.parseFloat(String(fit?.written.mean)));
  return now === null || before === null || !(one! > 0) || !(other! > 0) ? undefined : now.written;
}

function factorOf(factor: number): string | undefined {
  if (factor < NO_CHANGE && factor > 1 / NO_CHANGE) return undefined;
  return `x${plainDigits(Number(factor.toPrecision(factor >= 10 ? 3 : 2)))}`;
}

/** Two figures, or three of what is nearly all or half of it. */
function shareOf(share: number): string {
  if (share < LEAST_SHARE) return '0%';
  const digits = share > 0.1 && share < 0.995 ? 3 : 2;
  return `${plainDigits(Number((100 * Math.min(1, share)).toPrecision(digits)))}%`;
}

function titleOf({ kind, name, startMs }: Recording): string {
  const file = name.replace(/^.*[\\/]/, '') || name;
  return `Recorded: ${file === '' ? kind : file}${startMs === null ? '' : `, ${dateText(startMs)}`}`;
}

function storyOf({ kind, steps }: Recording, spells: readonly Spell[]): string {
  const all = stepsTogether(steps);
  const share = (100 * failureRateOf(all)).toPrecision(2);
  const count = Math.round(all.requests).toLocaleString('en');
  const often = spells.length === 1 ? 'once' : `${spells.length} times`;
  const otherwise =
    spells.length === 0 ? 'nothing changed but the traffic' : `the service changed ${often}`;
  return `What ${kind === 'CSV' ? 'a CSV file' : kind === 'Prometheus' ? 'Prometheus' : 'an access log'} recorded: ${count} requests, ${Number(share)}% failed, ${otherwise}.`;
}

function lostOf({ spells }: Conditions, latency: LatencyFit | null): string[] {
  const silent = spells.filter(({ all }) => all.served === null && latency !== null).length;
  return [
    ...(latency === null ? ['No latency was recorded: 100ms stands in for it.'] : []),
    ...(silent > 0
      ? [`In ${silent} of the spells nothing was served, so the latency is left as it was.`]
      : []),
  ];
}
