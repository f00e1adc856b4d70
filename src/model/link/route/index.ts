import { makerOf } from '../../../kernel/variant.ts';
import { failover } from './failover.ts';
import { fastest } from './fastest.ts';
import { hedge } from './hedge.ts';
import { leastBusy } from './least-busy.ts';
import { roundRobin } from './round-robin.ts';
import { weighted } from './weighted.ts';

/** Every kind of route there is; a new one is a file and a line here. */
export const ROUTES = [failover, weighted, roundRobin, leastBusy, fastest, hedge] as const;

export const createRoute = makerOf(ROUTES, 'route');
