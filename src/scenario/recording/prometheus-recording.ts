import { decimal } from '../../kernel/quantity-text.ts';
import { refusal } from '../csv-rows.ts';
import type { Quantile, Told } from './latency.ts';
import type { Series } from './prometheus-answer.ts';
import type { Asked } from './prometheus-queries.ts';
import { EMPTY_STEP, type Recording, type Step } from './recording.ts';
import { inMs, type LatencyUnit } from './request-time.ts';

/** The time that was asked for: the first instant, the last and what lies between two, in s since 1970. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** What came of the queries. */
export interface Answers {
  readonly series: Readonly<Partial<Record<Asked, Series>>>;
  readonly unit: LatencyUnit;
  /** Which metrics these are. */
  readonly words: readonly string[];
}

const QUANTILES = [
  ['p50', 0.5],
  ['p95', 0.95],
  ['p99', 0.99],
] as const;

/** The recording that the answers make. Throws ScenarioError where nothing came in all that time. */
export function recordingOf(name: string, range: Range, answers: Answers): Recording {
  const { series, unit, words } = answers;
  const count = Math.floor((range.end - range.start) / range.step + 1e-9);
  let missing = 0;
  const steps: Step[] = [];
  for (let i = 1; i <= count; i++) {
    const at = range.start + i * range.step;
    const rate = near(series.rate, at);
    if (rate === undefined) missing++;
    steps.push(
      rate === undefined ? (steps.at(-1) ?? EMPTY_STEP) : stepAt(at, rate, range.step, answers),
    );
  }
  // Before the first value there was nobody who counted.
  const first = steps.findIndex(({ requests }) => requests > 0);
  if (first < 0)
    throw refusal(
      name,
      'no requests in that time',
      'a time in which there were some (--start, --end)',
    );
  const gaps = missing - first;
  return {
    kind: 'Prometheus',
    name,
    startMs: (range.start + first * range.step) * 1000,
    stepMs: range.step * 1000,
    steps: steps.slice(first),
    isCounted: false,
    account: {
      read: words,
      assumed: [
        `a value tells of the ${decimal(range.step)} s before it`,
        ...(series.p50 === undefined
          ? []
          : [
              'quantiles are as exact as the buckets of the histogram: between their bounds they are guessed',
            ]),
        ...(hasLatency(answers)
          ? [`latencies are in ${unit}`]
          : ['latency: nothing is known of it']),
        ...(gaps > 0 ? [`${gaps} steps without a value are taken to be as the one before`] : []),
      ],
      leftOut: [],
    },
  };
}

function hasLatency({ series }: Answers): boolean {
  return series.mean !== undefined || series.p50 !== undefined || series.p95 !== undefined;
}

function stepAt(at: number, rate: number, seconds: number, { series, unit }: Answers): Step {
  const requests = Math.max(0, rate) * seconds;
  const part = (of: Series | undefined) =>
    Math.min(requests, Math.max(0, near(of, at) ?? 0) * seconds);
  const quantiles = QUANTILES.flatMap(([asked, share]): Quantile[] => {
    const value = near(series[asked], at);
    return value === undefined || value < 0 ? [] : [{ share, ms: inMs(value, unit) }];
  });
  const mean = near(series.mean, at);
  const meanMs = mean === undefined || mean < 0 ? null : inMs(mean, unit);
  const known = requests > 0 && (quantiles.length > 0 || meanMs !== null);
  const latency: Told | null = known ? { kind: 'told', count: requests, quantiles, meanMs } : null;
  return {
    requests,
    failed: part(series.failed),
    declined: part(series.declined),
    latency,
    served: latency,
    failing: null,
  };
}

/** Prometheus answers with the instants that it was asked for, rounded to ms. */
function near(series: Series | undefined, at: number): number | undefined {
  return series?.get(at) ?? series?.get(Number(at.toFixed(3)));
}
