import { makerOf } from '../../../kernel/variant.ts';
import { ChosenRoute } from './chosen-route.ts';
import { failover } from './failover.ts';
import { fastest } from './fastest.ts';
import { hedge } from './hedge.ts';
import { HedgedRoute } from './hedged-route.ts';
import { leastBusy } from './least-busy.ts';
import { roundRobin } from './round-robin.ts';
import type { Route, RouteParts } from './route.ts';
import { weighted } from './weighted.ts';

/** Every kind of route there is; a new one is a file and a line here. */
export const ROUTES = [failover, weighted, roundRobin, leastBusy, fastest, hedge] as const;

/** What the route does that settings mean. */
export const planOfRoute = makerOf(ROUTES, 'route');

/** A route of the simulator. */
export function createRoute(settings: Parameters<typeof planOfRoute>[0], parts: RouteParts): Route {
  const plan = planOfRoute(settings);
  return 'choice' in plan
    ? new ChosenRoute(parts, plan.choice)
    : new HedgedRoute(parts, plan.hedgesAfterMs);
}
