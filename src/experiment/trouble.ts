import type { Scenario } from '../scenario/schema.ts';

/** The disturbance that the arms are to recover from. */
export interface Trouble {
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * The script where there is one, from its first entry to the end of its last; else the peak of the
 * traffic, from the first rise to the end of the last fall. Null where it does not end before the run does,
 * at `endMs`, or never was: then there is nothing to recover from.
 */
export function troubleOf(scenario: Scenario, endMs: number): Trouble | null {
  const { script } = scenario.paymentService;
  const trouble = script.length > 0 ? scripted(script) : peak(scenario.traffic);
  return trouble !== null && trouble.untilMs < endMs ? trouble : null;
}

function scripted(script: Scenario['paymentService']['script']): Trouble {
  return {
    fromMs: Math.min(...script.map((entry) => entry.at)),
    untilMs: Math.max(...script.map((entry) => entry.at + (entry.for ?? Number.POSITIVE_INFINITY))),
  };
}

function peak(traffic: Scenario['traffic']): Trouble | null {
  if (!('stages' in traffic)) return null;
  let rate = traffic.startRate;
  let startMs = 0;
  let fromMs: number | undefined;
  let untilMs: number | undefined;
  for (const { duration, target } of traffic.stages) {
    if (target > rate) fromMs ??= startMs;
    if (target < rate && fromMs !== undefined) untilMs = startMs + duration;
    startMs += duration;
    rate = target;
  }
  return fromMs === undefined || untilMs === undefined ? null : { fromMs, untilMs };
}
