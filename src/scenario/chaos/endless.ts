/**
 * Whether calls may be refused at once: clients who are, never think, and order without end would stop time itself
 * (the cross-check of closed loops says so of any script).
 */
export function bearsRefusals({ traffic, paymentService }: ClosedTraffic): boolean {
  const isEndless = traffic.arrivals === 'closed' && traffic.orders === undefined;
  return !isEndless || (traffic.think?.mean ?? 0) > 0 || paymentService.network !== undefined;
}

/** As much of a scenario as clients that order without end are told by. */
export interface ClosedTraffic {
  readonly traffic: {
    readonly arrivals: string;
    readonly orders?: number | undefined;
    readonly think?: { readonly mean: number };
  };
  readonly paymentService: { readonly network?: unknown; readonly script: readonly unknown[] };
}
