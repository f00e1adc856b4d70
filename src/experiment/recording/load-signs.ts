import { type Latency, meanOf, quantileOf } from '../../scenario/recording/latency.ts';
import type { Recording, Step } from '../../scenario/recording/recording.ts';
import { normalUpperQuantile } from '../study/statistics/normal-quantile.ts';
import { failureRateOf } from './conditions.ts';

/** What a recording shows of the load that the service bore. */
export interface LoadSigns {
  /**
   * Requests in progress at once at most, by Little's law (rate times mean latency), step by step: the service has room
   * for as many, its queue included. Null where no latency is known.
   */
  readonly mostInProgress: number | null;
  /**
   * Of the steps that fail as usual and yet are slow: the chance that such a step has a higher rate than one that is
   * not slow, 0 to 1. Where a queue makes them slow it is near 1. Null where none or all are slow, or the rate hardly varies.
   */
  readonly slowAtHighRate: number | null;
  /** Of rate and share of failures, over all steps. */
  readonly rateWithFailures: number | null;
  /**
   * The time that nearly all failures took, in ms, where they took one and the same and longer than what was served:
   * a timeout looks so. Null where they did not, or nobody knows.
   */
  readonly timeoutMs: number | null;
}

const LEAST_REQUESTS = 10;
const LEAST_STEPS = 10;
/** Rates that differ by less than this tell nothing of load. */
const SPREAD = 1.3;
/** A step is slow if its median is so many times the usual. */
const SLOW = 1.2;
const LEAST_SLOW = 3;
/** Shares of failures as usual: so near. */
const USUAL = 0.02;
/** From the 10 % to the 90 % quantile of failures that are all of one length. */
const SAME_LENGTH = 1.15;

export function loadSignsOf(
  { steps, stepMs }: Recording,
  usual: Step,
  failing: Latency | null,
): LoadSigns {
  const full = steps.filter(({ requests }) => requests >= LEAST_REQUESTS);
  const inProgress = full.flatMap(({ requests, latency }) => {
    const ms = latency === null ? undefined : meanMsOf(latency);
    return ms === undefined ? [] : [(requests * ms) / stepMs];
  });
  const healthy = full.filter(
    (step) => Math.abs(failureRateOf(step) - failureRateOf(usual)) <= USUAL,
  );
  return {
    mostInProgress: inProgress.length === 0 ? null : Math.max(...inProgress),
    slowAtHighRate: slowAtHighRate(healthy, usual),
    rateWithFailures: rankCorrelation(
      full.map((step) => [step.requests, failureRateOf(step)] as const),
    ),
    timeoutMs: timeoutIn(failing, usual),
  };
}

/** In ms; where only quantiles are known that of a lognormal law through the median and the tail. */
export function meanMsOf(latency: Latency): number | undefined {
  const mean = meanOf(latency);
  if (mean !== undefined) return mean;
  const [p50, p95] = [quantileOf(latency, 0.5), quantileOf(latency, 0.95)];
  if (p50 === undefined || p95 === undefined || p50 <= 0) return p50 ?? p95;
  const sigma = Math.log(Math.max(p95, p50) / p50) / normalUpperQuantile(0.05);
  return p50 * Math.exp((sigma * sigma) / 2);
}

function timeoutIn(failing: Latency | null, usual: Step): number | null {
  if (failing === null || usual.served === null) return null;
  const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => quantileOf(failing, share));
  const tail = quantileOf(usual.served, 0.95);
  if (low === undefined || middle === undefined || high === undefined || tail === undefined)
    return null;
  return high <= SAME_LENGTH * low && low > tail ? middle : null;
}

/** The area under the curve of Mann and Whitney's test; ties count half. */
function slowAtHighRate(steps: readonly Step[], usual: Step): number | null {
  const rates = steps.map(({ requests }) => requests);
  if (steps.length < LEAST_STEPS) return null;
  if (Math.max(...rates) < SPREAD * Math.min(...rates)) return null;
  const slow = steps.filter((step) => isSlow(step, usual));
  const others = steps.filter((step) => !isSlow(step, usual));
  if (slow.length < LEAST_SLOW || others.length < LEAST_SLOW) return null;
  const wins = slow.flatMap((one) =>
    others.map((other) => (Math.sign(one.requests - other.requests) + 1) / 2),
  );
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

/** Whether what was served took longer than it usually does. */
export function isSlow({ served }: Step, usual: Step): boolean {
  if (served === null || usual.served === null) return false;
  return (middleOf(served) ?? 0) > SLOW * (middleOf(usual.served) ?? Number.POSITIVE_INFINITY);
}

const middleOf = (latency: Latency): number | undefined =>
  quantileOf(latency, 0.5) ?? meanOf(latency);

/** Spearman's: Pearson's of the ranks. Null of too few pairs, or where one side never varies. */
function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | null {
  if (pairs.length < LEAST_STEPS) return null;
  const [one, other] = [ranksOf(pairs.map(([x]) => x)), ranksOf(pairs.map(([, y]) => y))];
  const middle = (pairs.length - 1) / 2;
  const product = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, rank, i) => sum + (rank - middle) * (b[i]! - middle), 0);
  const scale = Math.sqrt(product(one, one) * product(other, other));
  return scale === 0 ? null : product(one, other) / scale;
}

/** Equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2);
}
