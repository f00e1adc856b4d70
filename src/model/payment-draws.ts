import type { Distribution } from '../kernel/distribution/index.ts';
import type { Conditions } from './conditions.ts';
import type { Luck } from './luck.ts';
import { OUTCOME, type Outcome } from './outcome.ts';

/** How the payment of this call of this order will end. */
export function drawOutcome(
  { failureRate, declineRate }: Conditions,
  luck: Luck,
  order: number,
  call: number,
): Outcome {
  if (failureRate > 0 && luck.failures.at(order, call).chance(failureRate)) return OUTCOME.failed;
  if (declineRate > 0 && luck.declines.at(order, call).chance(declineRate)) return OUTCOME.declined;
  return OUTCOME.successful;
}

/** How long it takes, in ms, without the congestion that it meets. */
export function drawDuration(
  outcome: Outcome,
  { latency }: Conditions,
  errorLatency: Distribution | undefined,
  luck: Luck,
  order: number,
  call: number,
): number {
  const stream = luck.latency.at(order, call);
  return outcome === OUTCOME.failed && errorLatency !== undefined
    ? errorLatency.sample(stream)
    : latency.distribution.sample(stream) * latency.factor;
}
