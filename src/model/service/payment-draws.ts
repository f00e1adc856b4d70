import type { Distribution } from '../../kernel/distribution/index.ts';
import type { Luck } from '../luck.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Conditions } from './conditions.ts';

/** How the payment of this call of the order so numbered will end. */
export function drawOutcome(
  { failureRate, declineRate }: Conditions,
  luck: Luck,
  number: number,
  call: number,
): Outcome {
  if (failureRate > 0 && luck.failures.at(number, call).chance(failureRate)) return OUTCOME.failed;
  if (declineRate > 0 && luck.declines.at(number, call).chance(declineRate))
    return OUTCOME.declined;
  return OUTCOME.successful;
}

/** How long it takes, in ms, without the congestion that it meets. */
export function drawDuration(
  outcome: Outcome,
  { latency }: Conditions,
  errorLatency: Distribution | undefined,
  luck: Luck,
  number: number,
  call: number,
): number {
  const stream = luck.latency.at(number, call);
  return outcome === OUTCOME.failed && errorLatency !== undefined
    ? errorLatency.sample(stream)
    : latency.distribution.sample(stream) * latency.factor;
}
