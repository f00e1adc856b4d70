import { variantOf } from '../../../kernel/variant.ts';
import type { CreateWayChoice } from './way-choice.ts';

/** What a route does: it has a request on one way at a time, or asks the next beside it after so many ms. */
export type RoutePlan = { readonly choice: CreateWayChoice } | { readonly hedgesAfterMs: number };

/** One kind of route. */
export const routePlan = variantOf<RoutePlan, 'route'>('route');
