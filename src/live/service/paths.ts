import type { Graph } from '../../model/topology/graph.ts';

/** Where a service takes requests: orders, payments, or whatever else is asked of it. */
export function pathOf({ services }: Graph, place: number): string {
  if (place === 0) return '/orders';
  return services[place]!.charges ? '/payments' : '/requests';
}
