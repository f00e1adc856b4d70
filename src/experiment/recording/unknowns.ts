import { durationText } from '../../kernel/quantity-text.ts';
import { quantileOf } from '../../scenario/recording/latency.ts';
import type { Recording } from '../../scenario/recording/recording.ts';
import { stepsTogether } from '../../scenario/recording/recording.ts';
import { capacityUnknown } from './capacity-unknown.ts';
import { rounded } from './latency-fit.ts';
import { type LoadSigns, loadSignsOf } from './load-signs.ts';
import type { RecordedScenario } from './recorded-scenario.ts';
import type { Unknown } from './unknown.ts';

/** A rank correlation of rate and failures from which on it is worth a word. */
const RETRIES = 0.6;

const retry = {
  retry: {
    calls: 3,
    backoff: { kind: 'exponential', initial: '100ms', factor: 2, jitter: 'full' },
  },
};
const breaker = {
  breaker: {
    trip: { kind: 'failure-rate', rate: '50%', window: { time: '10s' }, minimumCalls: 20 },
    open: { kind: 'fixed', duration: '10s' },
    probe: { permits: 5, successes: 5 },
  },
};

const arm = (name: string, pipeline: readonly object[]): string =>
  `${name}: orderService.pipeline=${JSON.stringify(pipeline)}`;

/**
 * What cannot be known from a recording; `nearestLimit`: the capacity that came nearest of those that were tried, if
 * any; `file`: how the scenario is called on the command line.
 */
export function unknownsOf(
  recording: Recording,
  scenario: RecordedScenario,
  nearestLimit: number | null,
  file: string,
): Unknown[] {
  const { failing } = stepsTogether(recording.steps);
  const signs = loadSignsOf(recording, scenario.conditions.usual, failing);
  const { capacity } = scenario;
  const room = nearestLimit ?? roomFor(signs);
  // The file says it where it is known.
  const limit =
    room === null || capacity !== null ? [] : ['--set', `paymentService.capacity=${room}`];
  const timeout = timeoutFor(scenario, signs);
  const compare = (arms: Readonly<Record<string, readonly object[]>>): readonly string[] => [
    'compare',
    file,
    ...limit,
    ...Object.entries(arms).flatMap(([name, pipeline]) => ['--arm', arm(name, pipeline)]),
  ];
  const timeouts = [0.5, 1, 2].map((factor) => times(timeout, factor));
  return [
    capacityUnknown({ signs, capacity, nearestLimit, room, file }),
    {
      what: 'retries',
      says: retryWords(signs),
      commands: [compare({ 'with retries': [retry, { timeout }], without: [{ timeout }] })],
    },
    {
      what: 'breaker',
      says: 'Whether a breaker stood before the service when this was recorded is not written down: calls that it blocked never came. The scenario has none.',
      commands: [
        compare({
          'without breaker': [retry, { timeout }],
          'with breaker': [retry, breaker, { timeout }],
        }),
      ],
    },
    {
      what: 'timeout',
      says: timeoutWords(signs),
      commands: [
        compare(
          Object.fromEntries(timeouts.map((time) => [`timeout ${time}`, [{ timeout: time }]])),
        ),
      ],
    },
  ];
}

/** A little more than was ever needed. */
function roomFor({ mostInProgress }: LoadSigns): number | null {
  return mostInProgress === null ? null : Math.max(1, Math.ceil(1.2 * mostInProgress));
}

function retryWords({ rateWithFailures }: LoadSigns): string {
  const plain =
    'A retry is a request like any other, so how many of the requests were retries is not known.';
  if (rateWithFailures === null || rateWithFailures < RETRIES) return plain;
  return `${plain} The rate rose with the share of failures (rank correlation ${rateWithFailures.toFixed(2)}): retries would look so.`;
}

function timeoutWords({ timeoutMs }: LoadSigns): string {
  const plain = 'How long callers wait before they give up is not written down.';
  if (timeoutMs === null) return plain;
  return `${plain} Nearly all failures took ${durationText(Number(timeoutMs.toPrecision(2)))}: a timeout would look so.`;
}

/** The one that failures show, or room for the slowest hundredth of the usual. */
function timeoutFor({ conditions }: RecordedScenario, { timeoutMs }: LoadSigns): string {
  const { served } = conditions.usual;
  const tail = served === null ? undefined : (quantileOf(served, 0.99) ?? quantileOf(served, 0.95));
  return rounded(Number((timeoutMs ?? 2 * (tail ?? 500)).toPrecision(1)) || 1);
}

function times(duration: string, factor: number): string {
  const [, number, unit] = /^([\d.]+)(.*)$/.exec(duration)!;
  return `${Number((Number(number) * factor).toPrecision(3))}${unit}`;
}
