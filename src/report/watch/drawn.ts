import type { Tick } from '../../experiment/result.ts';
import { type CallOutcome, callsOf } from '../chart/series.ts';
import type { WatchView } from './view.ts';

/** What the charts count. */
export interface Drawn {
  readonly unit: string;
  readonly of: (tick: Tick) => Record<CallOutcome, number>;
}

const CALLS: Drawn = { unit: 'call', of: callsOf };

/** The calls of the front; of a service that is looked at its requests. */
export function drawnOf({ service }: WatchView): Drawn {
  if (service === null) return CALLS;
  return { unit: 'request', of: (tick) => requestsOf(tick, service) };
}

function requestsOf({ services }: Tick, service: string): Record<CallOutcome, number> {
  const requests = services?.[service]?.requests;
  if (requests === undefined) return NOTHING;
  const { successful, declined, failed, blocked, rejected } = requests;
  return { successful, declined, timedOut: 0, failed: failed + rejected, blocked };
}

export const NOTHING = { successful: 0, declined: 0, timedOut: 0, failed: 0, blocked: 0 };
