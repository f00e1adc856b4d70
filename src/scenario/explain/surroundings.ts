import type { Traffic } from '../../model/traffic/index.ts';
import type { Account } from '../import/account.ts';
import type { Scenario } from '../schema.ts';

/** What there is to know of the world that settings are for; the more, the more can be said. */
export interface Surroundings {
  /** Orders a second in the quietest and the busiest hour, of all instances together; undefined: not known. */
  readonly rate: { readonly low: number; readonly high: number } | undefined;
  /** Copies of the caller, each with a breaker of its own. */
  readonly instances: number;
  /** Where the settings came from; undefined: from a scenario. */
  readonly account: Account | undefined;
}

/** What a scenario says of it. */
export function surroundingsOf({ traffic, orderService }: Scenario): Surroundings {
  return { rate: rateOf(traffic), instances: orderService.instances, account: undefined };
}

function rateOf(traffic: Traffic): Surroundings['rate'] {
  if (!('startRate' in traffic)) return undefined;
  const rates = [traffic.startRate, ...traffic.stages.map(({ target }) => target)].filter(
    (one) => one > 0,
  );
  return rates.length === 0 ? undefined : { low: Math.min(...rates), high: Math.max(...rates) };
}

/** Calls a second at one breaker: those of one instance, or nothing where the rate is not known. */
export function perBreaker({ rate, instances }: Surroundings): Surroundings['rate'] {
  return rate === undefined
    ? undefined
    : { low: rate.low / instances, high: rate.high / instances };
}
