import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import type { Onward } from './real-route.ts';
import type { See } from './see.ts';
import type { Serving } from './serving.ts';

/** A call that a service makes for each request. */
export interface Turn {
  readonly link: Onward;
  readonly isEssential: boolean;
}

/** Makes the calls for a request, one after the other; it ends with the first that fails. */
export async function callInTurn(
  turns: readonly Turn[],
  { request, order, stops }: Serving,
  see: See,
): Promise<Outcome> {
  const { call, withoutBreaker } = request;
  const errand = { order, call, withoutBreaker, signal: stops };
  for (const { link, isEssential } of turns) {
    const outcome = await link.call(errand);
    if (stops?.aborted === true) return outcome;
    const isStandIn = outcome === OUTCOME.substituted || outcome === OUTCOME.deferred;
    if (isStandIn && !isEssential) see({ what: 'degraded', order: order.number });
    else if (outcome !== OUTCOME.successful) return outcome;
  }
  return OUTCOME.successful;
}
