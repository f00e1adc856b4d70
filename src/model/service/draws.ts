import type { Luck } from '../luck.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Conditions } from './conditions.ts';

/** How the work for a call of an order ends, if it is done: the same in every arm, simulated or real. */
export function drawOutcome(
  { failureRate, declineRate }: Conditions,
  { failures, declines }: Pick<Luck, 'failures' | 'declines'>,
  number: number,
  call: number,
): Outcome {
  if (failureRate > 0 && failures.at(number, call).chance(failureRate)) return OUTCOME.failed;
  if (declineRate > 0 && declines.at(number, call).chance(declineRate)) return OUTCOME.declined;
  return OUTCOME.successful;
}

/** How long the work takes, in ms, without the congestion that it meets. */
export function drawWorkMs(
  { latency, errorLatency }: Conditions,
  luck: Pick<Luck, 'latency'>,
  outcome: Outcome,
  number: number,
  call: number,
): number {
  const stream = luck.latency.at(number, call);
  return outcome === OUTCOME.failed && errorLatency !== undefined
    ? errorLatency.sample(stream)
    : latency!.distribution.sample(stream) * latency!.factor;
}

/** How long a call is on its way, in ms: out, or back. */
export function drawWayMs(
  { network }: Conditions,
  luck: Pick<Luck, 'network'>,
  number: number,
  call: number,
  way: 'out' | 'back',
): number {
  if (network === null) return 0;
  const stream = luck.network.at(number, way === 'out' ? call : -call);
  return network.distribution.sample(stream) * network.factor;
}
