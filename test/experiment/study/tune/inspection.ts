import type { Heat, Times } from '../../../../src/experiment/study/tune/race.ts';
import { assert } from '../../../../src/kernel/assert.ts';
import { RandomStream } from '../../../../src/kernel/random-stream.ts';
import { decode } from '../../../../src/kernel/settings.ts';
import { Breaker } from '../../../../src/resilience/breaker/breaker.ts';
import { breakerSettings } from '../../../../src/resilience/breaker/settings.ts';

/**
 * A breaker of open time T before a service that is down for a while D, exponential with mean m. It probes at T, 2T,
 * … until the service is back. A probe costs c; time in which the service is back and the breaker still open costs w
 * a ms. By renewal theory E[probes] = 1 / (1 − e^(−T/m)), so the cost of an outage is
 * (c + w T) / (1 − e^(−T/m)) − w m, least where e^x − x − 1 = c / (w m), T = x m
 * (Barlow, Hunter and Proschan, Optimum checking procedures, 1963).
 */
export interface Inspection {
  readonly meanMs: number;
  readonly probeCost: number;
  readonly waitCostPerMs: number;
}

export function bestOpenMs({ meanMs, probeCost, waitCostPerMs }: Inspection): number {
  const wanted = probeCost / (waitCostPerMs * meanMs);
  let [low, high] = [0, 50];
  for (let step = 0; step < 200; step++) {
    const x = (low + high) / 2;
    if (Math.expm1(x) - x < wanted) low = x;
    else high = x;
  }
  return low * meanMs;
}

export function costOf(openMs: number, { meanMs, probeCost, waitCostPerMs }: Inspection): number {
  const perOutage = probeCost + waitCostPerMs * openMs;
  return perOutage / -Math.expm1(-openMs / meanMs) - waitCostPerMs * meanMs;
}

const OUTAGES = 50;

/** Runs breakers of these open times through the same outages, replication by replication. */
export function answer(heat: Heat, openTimes: readonly number[], model: Inspection): Times {
  return heat.candidates.map((candidate) =>
    Array.from({ length: heat.replications }, (_, k) => ({
      value: -lived(openTimes[candidate]!, model, heat.from + k),
      slacks: [],
    })),
  );
}

/** The mean cost of an outage of one replication. */
function lived(openMs: number, model: Inspection, replication: number): number {
  const luck = new RandomStream(replication, 'outages');
  let cost = 0;
  for (let outage = 0; outage < OUTAGES; outage++) {
    cost += outageCost(openMs, -model.meanMs * Math.log(1 - luck.at(outage).next()), model);
  }
  return cost / OUTAGES;
}

/** The breaker itself, told the time: it opens at 0, and is called as soon as it lets a call through. */
function outageCost(openMs: number, downMs: number, model: Inspection): number {
  const settings = decode(breakerSettings, {
    trip: { kind: 'consecutive-failures', failures: 1 },
    open: { kind: 'fixed', duration: openMs },
  });
  const silent = { onTransition: () => {}, onWake: () => {}, onPing: () => {} };
  const breaker = new Breaker(settings, { next: () => 0.5 }, silent);
  let now = 0;
  for (let calls = 0; ; calls++) {
    const permit = breaker.tryAcquire(now);
    if (now >= downMs) {
      breaker.succeed(permit, now, 0);
      assert(breaker.stateName === 'closed', () => 'it closes on a success');
      return calls * model.probeCost + (now - downMs) * model.waitCostPerMs;
    }
    breaker.fail(permit, now, 0, 'error');
    now = breaker.openUntilMs;
  }
}
