import { RandomStream } from '../kernel/random-stream.ts';

/** The streams of a run. Arms of a comparison draw from equal ones: they share luck. */
export interface Luck {
  readonly arrivals: RandomStream;
  readonly amounts: RandomStream;
  readonly think: RandomStream;
  readonly classes: RandomStream;
  readonly regions: RandomStream;
  readonly latency: RandomStream;
  readonly network: RandomStream;
  readonly failures: RandomStream;
  readonly declines: RandomStream;
  readonly backoff: RandomStream;
  readonly throttle: RandomStream;
  /** The jitter of open times. */
  readonly breaker: RandomStream;
  readonly pings: RandomStream;
  readonly balance: RandomStream;
  /** Whom an instance tells of its circuits. */
  readonly gossip: RandomStream;
  /** Which instances an entry of a script happens to. */
  readonly script: RandomStream;
  readonly route: RandomStream;
}

/** `prefix` sets the luck of one service apart from that of another. */
export function createLuck(seed: number, prefix = ''): Luck {
  const stream = (name: string) => new RandomStream(seed, prefix + name);
  return {
    arrivals: stream('arrivals'),
    amounts: stream('amounts'),
    think: stream('think'),
    classes: stream('classes'),
    regions: stream('regions'),
    latency: stream('latency'),
    network: stream('network'),
    failures: stream('failures'),
    declines: stream('declines'),
    backoff: stream('backoff'),
    throttle: stream('throttle'),
    breaker: stream('breaker'),
    pings: stream('pings'),
    balance: stream('balance'),
    gossip: stream('gossip'),
    script: stream('script'),
    route: stream('route'),
  };
}
