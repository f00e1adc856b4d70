import {
  CircuitState,
  ConsecutiveBreaker,
  CountBreaker,
  circuitBreaker,
  handleAll,
  type IBreaker,
  SamplingBreaker,
} from 'cockatiel';
import { justAbove, type MadeUpFor, type Match, type Peer, type PeerState } from './peer.ts';

const OPEN_MS = 60;
const HOUR_MS = 3_600_000;

const STATES: Readonly<Record<CircuitState, PeerState>> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
};

function peerWith(breaker: IBreaker): Peer {
  const policy = circuitBreaker(handleAll, { halfOpenAfter: OPEN_MS, breaker });
  return {
    get state() {
      return STATES[policy.state];
    },
    execute: (task) => policy.execute(task),
    beforeEnd: () => {},
    dispose: () => {},
  };
}

const common = {
  open: { kind: 'fixed', duration: OPEN_MS },
  probe: { permits: 1, successes: 1 },
} as const;

const rateOf = (threshold: number, madeUpFor: MadeUpFor): number =>
  madeUpFor.has('cockatiel: more than the threshold') ? justAbove(threshold) : threshold;

export const consecutive: Match = {
  peer: 'cockatiel consecutive',
  library: 'cockatiel',
  settings: () => ({ ...common, trip: { kind: 'consecutive-failures', failures: 3 } }),
  create: () => peerWith(new ConsecutiveBreaker(3)),
};

export const count: Match = {
  peer: 'cockatiel count',
  library: 'cockatiel',
  settings: (madeUpFor) => ({
    ...common,
    trip: {
      kind: 'failure-rate',
      rate: rateOf(0.5, madeUpFor),
      window: { calls: 10 },
      minimumCalls: 4,
    },
  }),
  create: () => peerWith(new CountBreaker({ threshold: 0.5, size: 10, minimumNumberOfCalls: 4 })),
};

/** The rate at which the minimum is 5 calls, whatever the window. */
const MINIMUM_CALLS = 5;
const windowMs = (madeUpFor: MadeUpFor): number =>
  madeUpFor.has('cockatiel: samples expire in lumps, with traffic only') ? HOUR_MS : 500;

export const sampling: Match = {
  peer: 'cockatiel sampling',
  library: 'cockatiel',
  settings: (madeUpFor) => ({
    ...common,
    trip: {
      kind: 'failure-rate',
      rate: rateOf(0.5, madeUpFor),
      window: { time: windowMs(madeUpFor) },
      minimumCalls: MINIMUM_CALLS,
    },
  }),
  create: (madeUpFor) => {
    const duration = windowMs(madeUpFor);
    const minimumRps = (MINIMUM_CALLS - 0.5) / (duration / 1_000);
    return peerWith(new SamplingBreaker({ threshold: 0.5, duration, minimumRps }));
  },
};
