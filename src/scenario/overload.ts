import { decimal, durationText, rateText } from '../kernel/quantity-text.ts';
import { paymentsPerSecond } from './describe-capacity.ts';
import { busiestStretchMs, peakOf } from './describe-traffic.ts';
import type { Scenario } from './schema.ts';

/** More orders at the peak than the PaymentService can carry, were nothing else amiss; both per second. */
export interface Overload {
  readonly offeredPerSecond: number;
  readonly carriedPerSecond: number;
}

type Loaded = Pick<Scenario, 'traffic' | 'duration' | 'paymentService'>;

/** Null where the service carries the peak, or where either is unknown: clients that wait make no peak. */
export function overloadOf(scenario: Loaded): Overload | null {
  const offeredPerSecond = peakOf(scenario.traffic, scenario.duration);
  const carriedPerSecond = paymentsPerSecond(scenario);
  if (offeredPerSecond === undefined || carriedPerSecond === undefined) return null;
  return offeredPerSecond > carriedPerSecond ? { offeredPerSecond, carriedPerSecond } : null;
}

/** It in words; empty where there is none. True of a short peak, of retries and beside a backup, too. */
export function overloadSentence(scenario: Loaded): string {
  const overload = overloadOf(scenario);
  if (overload === null) return '';
  const { offeredPerSecond, carriedPerSecond } = overload;
  const times = timesWords(offeredPerSecond / carriedPerSecond);
  const carried = rateText(Number(carriedPerSecond.toPrecision(3)));
  const when =
    scenario.traffic.arrivals === 'trace'
      ? `In the busiest ${durationText(busiestStretchMs(scenario.duration))} of the trace`
      : 'At the peak';
  return `${when} ${decimal(offeredPerSecond)} orders/s come in, ${times} what the PaymentService can carry (${carried}): it cannot pay them all as they come, whatever guards it.`;
}

function timesWords(ratio: number): string {
  const rounded = decimal(ratio, 1);
  if (rounded === '1') return 'more than';
  return rounded === '2' ? 'twice' : `${rounded} times`;
}
