import {
  CircuitState,
  ConsecutiveBreaker,
  CountBreaker,
  circuitBreaker,
  handleAll,
  type IBreaker,
  SamplingBreaker,
} from 'cockatiel';
import type { PeerName } from './known-differences.ts';
import type { MadeUpFor, Match, Peer, PeerState } from './peer.ts';

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
    dispose: () => {},
  };
}

/** `made` is the construction of `breaker` as a program has it. */
function match(
  peer: PeerName,
  breaker: (madeUpFor: MadeUpFor) => { readonly made: string; readonly it: IBreaker },
): Match {
  return {
    peer,
    library: 'cockatiel',
    isWatched: false,
    program: (madeUpFor) =>
      `const policy = circuitBreaker(handleAll, { halfOpenAfter: ${OPEN_MS}, breaker: new ${breaker(madeUpFor).made} });`,
    create: (madeUpFor) => peerWith(breaker(madeUpFor).it),
  };
}

export const consecutive = match('cockatiel consecutive', () => ({
  made: 'ConsecutiveBreaker(3)',
  it: new ConsecutiveBreaker(3),
}));

export const count = match('cockatiel count', () => {
  const options = { threshold: 0.5, size: 10, minimumNumberOfCalls: 4 };
  return { made: `CountBreaker(${JSON.stringify(options)})`, it: new CountBreaker(options) };
});

/** The rate at which the minimum is 5 calls, whatever the window. */
const MINIMUM_CALLS = 5;

export const sampling = match('cockatiel sampling', (madeUpFor) => {
  const duration = madeUpFor.has('buckets turn with traffic') ? HOUR_MS : 500;
  const minimumRps = (MINIMUM_CALLS - 0.5) / (duration / 1_000);
  const options = { threshold: 0.5, duration, minimumRps };
  return { made: `SamplingBreaker(${JSON.stringify(options)})`, it: new SamplingBreaker(options) };
});
