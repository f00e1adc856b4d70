import { expect } from 'vitest';
import type { Totals } from '../../src/experiment/result.ts';
import { moments } from '../kernel/statistics.ts';
import { scenarioOf, type Written } from '../model/scenarios.ts';
import { asWritten, run } from './runs.ts';

/** A metric over seeds: its mean and the standard error of that. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

const SEEDS = 20;

/** The totals of the scenario as written, for each of twenty seeds. */
export function replications(written: Written): readonly Totals[] {
  return Array.from({ length: SEEDS }, (_, i) => {
    const scenario = scenarioOf({ ...written, seed: i + 1 });
    return run(scenario, [asWritten(scenario)], { ticks: false }).arms[0]!.totals;
  });
}

export function estimate(runs: readonly Totals[], metric: (totals: Totals) => number): Estimate {
  const { mean, variance } = moments(runs.map(metric));
  return { mean, standardError: Math.sqrt(variance / runs.length) };
}

/**
 * The estimate is the theory's value but for chance: within five standard errors (Student's t of 19
 * degrees of freedom goes beyond them once in 12,000 times), and these are small enough to tell.
 */
export function expectAgreement({ mean, standardError }: Estimate, theory: number): void {
  expect(standardError / theory, 'the standard error, relative').toBeLessThan(0.02);
  expect(Math.abs(mean - theory) / standardError, `${mean} for ${theory}`).toBeLessThan(5);
}

/**
 * Little's law, L = λW, for the queue and for the service. Only what is in flight at the end escapes it, less than 1 %.
 */
export function expectLittlesLaw(
  runs: readonly Totals[],
  durationMs: number,
  servers: number,
): void {
  for (const { calls, callLatencyMs, queueWaitMs, paymentService } of runs) {
    const perMs = (calls.successful + calls.declined) / durationMs;
    const served = callLatencyMs!.mean - queueWaitMs!.mean;
    expect(Math.abs(paymentService.meanQueued / (perMs * queueWaitMs!.mean) - 1)).toBeLessThan(
      0.01,
    );
    const busy = paymentService.utilisation! * servers;
    expect(Math.abs(busy / (perMs * served) - 1)).toBeLessThan(0.01);
  }
}
