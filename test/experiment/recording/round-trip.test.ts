import { describe, expect, it } from 'vitest';
import type { Recording } from '../../../src/scenario/recording/recording.ts';
import { BEGAN_MS, fromCsv, fromLog, retold, type Traces, tracesOf } from './recorded.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A scenario, and what is to be found again in what it leaves behind. */
interface Known {
  readonly yaml: string;
  readonly rates: readonly (readonly [atMs: number, perSecond: number])[];
  readonly failures: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly spells: readonly {
    readonly fromMs: number;
    readonly untilMs: number;
    readonly failures: number;
    readonly factor: number;
  }[];
}

const LOGNORMAL: Known = {
  yaml: `
duration: 10m
tick: 5s
traffic:
  arrivals: poisson
  startRate: 40/s
  stages:
    - { duration: 2m, target: 40/s }
    - { duration: 1m, target: 100/s }
    - { duration: 5m, target: 100/s }
    - { duration: 0s, target: 60/s }
paymentService:
  latency: { distribution: lognormal, median: 120ms, p95: 300ms }
  failureRate: 1%
  script:
    - { at: 4m, for: 90s, failureRate: 40%, latency: x3 }`,
  rates: [
    [MINUTE, 40],
    [2.5 * MINUTE, 70],
    [6 * MINUTE, 100],
    [9 * MINUTE, 60],
  ],
  failures: 0.01,
  medianMs: 120,
  p95Ms: 300,
  spells: [{ fromMs: 4 * MINUTE, untilMs: 5.5 * MINUTE, failures: 0.4, factor: 3 }],
};

const TWO_TROUBLES: Known = {
  yaml: `
duration: 8m
tick: 5s
traffic: { arrivals: poisson, startRate: 80/s }
paymentService:
  latency: { distribution: exponential, mean: 150ms }
  failureRate: 2%
  script:
    - { at: 2m, for: 1m, failureRate: 25% }
    - { at: 5m, for: 2m, latency: x4 }`,
  rates: [
    [MINUTE, 80],
    [7 * MINUTE, 80],
  ],
  failures: 0.02,
  medianMs: 150 * Math.LN2,
  p95Ms: 150 * Math.log(20),
  spells: [
    { fromMs: 2 * MINUTE, untilMs: 3 * MINUTE, failures: 0.25, factor: 1 },
    { fromMs: 5 * MINUTE, untilMs: 7 * MINUTE, failures: 0.02, factor: 4 },
  ],
};

const SOURCES: readonly (readonly [string, (traces: Traces) => Recording])[] = [
  ['a CSV of metrics', ({ csv }) => fromCsv(csv)],
  ['an access log', ({ log }) => fromLog(log)],
];
const SEEDS = [1, 2, 3, 4];

const CASES = (
  [
    ['a ramp and a bad stretch', LOGNORMAL],
    ['two troubles', TWO_TROUBLES],
  ] as const
).flatMap(([name, known]) =>
  SEEDS.flatMap((seed) => {
    const traces = tracesOf(known.yaml, seed);
    return SOURCES.map(
      ([source, read]) => [`${name}, ${source}, seed ${seed}`, known, read(traces)] as const,
    );
  }),
);

describe('what a known scenario leaves behind tells the scenario', () => {
  it.each(CASES)('%s', (_, known, recording) => {
    const { scenario, made, reproduction } = retold(recording);
    // A log may begin with a step that is not whole, which is left out.
    const beganMs = recording.startMs === null ? 0 : recording.startMs - BEGAN_MS;
    // Within 6 %: rates.
    for (const [atMs, perSecond] of known.rates) {
      expect(rateAt(scenario.traffic as never, atMs - beganMs) / perSecond).toBeWithin(0.94, 1.06);
    }
    // Within 0.7 points and a tenth: failures. Within 6 and 8 %: quantiles.
    expect(Math.abs(scenario.paymentService.failureRate - known.failures)).toBeLessThan(0.007);
    const fitted = (share: number) =>
      made.latency!.quantiles.find((one) => one.share === share)!.fittedMs;
    expect(fitted(0.5) / known.medianMs).toBeWithin(0.94, 1.06);
    expect(fitted(0.95) / known.p95Ms).toBeWithin(0.92, 1.08);
    // One step of 5 s either way: the times of change.
    const script = scenario.paymentService.script;
    expect(script).toHaveLength(known.spells.length);
    for (const [i, { fromMs, untilMs, failures, factor }] of known.spells.entries()) {
      const entry = script[i]!;
      expect(Math.abs(beganMs + entry.at - fromMs)).toBeLessThanOrEqual(5 * SECOND);
      expect(Math.abs(beganMs + entry.at + entry.for! - untilMs)).toBeLessThanOrEqual(5 * SECOND);
      const rate =
        entry.failureRate === undefined
          ? known.failures
          : (entry.failureRate as { value: number }).value;
      expect(Math.abs(rate - failures)).toBeLessThan(0.007 + failures / 10);
      const stretched =
        entry.latency === undefined ? 1 : (entry.latency as { factor: number }).factor;
      expect(stretched / factor).toBeWithin(0.88, 1.12);
    }
    const { alike, steps } = reproduction;
    expect(alike / steps.length).toBeGreaterThan(0.93);
  });
});

expect.extend({
  toBeWithin(received: number, low: number, high: number) {
    const pass = received >= low && received <= high;
    return { pass, message: () => `${received} is not within ${low} and ${high}` };
  },
});

declare module 'vitest' {
  interface Assertion {
    toBeWithin(low: number, high: number): void;
  }
}

interface Stages {
  readonly startRate: number;
  readonly stages: readonly { readonly duration: number; readonly target: number }[];
}

/** Per second, by the words of the file: linear from target to target. */
function rateAt({ startRate, stages }: Stages, atMs: number): number {
  let [rate, passed] = [startRate, 0];
  for (const { duration, target } of stages) {
    if (atMs < passed + duration) return rate + ((target - rate) * (atMs - passed)) / duration;
    [rate, passed] = [target, passed + duration];
  }
  return rate;
}
