import type { CircuitBreakerSettings } from '../../../src/index.ts';
import type { DifferenceName, PeerName } from './known-differences.ts';

export type PeerState = 'closed' | 'open' | 'half-open';

/** Differences that are made up for in this replay. */
export type MadeUpFor = ReadonlySet<DifferenceName>;

/** Another library's breaker, driven by hand. */
export interface Peer {
  readonly state: PeerState;
  /** Asks for `task` to be run; what becomes of that shows in whether it is. */
  execute(task: () => Promise<void>): Promise<unknown>;
  /** A call is about to end. */
  beforeEnd(): void;
  dispose(): void;
}

/** How to make a peer, and how to make ours the same. */
export interface Match {
  readonly peer: PeerName;
  /** The first part of the names of its differences. */
  readonly library: 'cockatiel' | 'opossum';
  readonly settings: (madeUpFor: MadeUpFor) => CircuitBreakerSettings;
  readonly create: (madeUpFor: MadeUpFor) => Peer;
}

/** A share that is met only above `share`. */
export const justAbove = (share: number): number => share + 1e-9;
