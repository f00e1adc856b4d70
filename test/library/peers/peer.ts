import type { BreakerSettings } from '../../../src/resilience/breaker/settings.ts';
import { importPipeline } from '../../../src/scenario/import/import-pipeline.ts';
import type { KnownDifference, PeerName } from './known-differences.ts';

export type PeerState = 'closed' | 'open' | 'half-open';

/** Differences that are made up for in this replay. */
export type MadeUpFor = ReadonlySet<KnownDifference>;

/** Another library's breaker, driven by hand. */
export interface Peer {
  readonly state: PeerState;
  /** Asks for `task` to be run; what becomes of that shows in whether it is. */
  execute(task: () => Promise<void>): Promise<unknown>;
  dispose(): void;
}

/** A peer, and the program text that makes it: what `import` reads of it is what ours is made of. */
export interface Match {
  readonly peer: PeerName;
  readonly library: 'cockatiel' | 'opossum';
  readonly program: (madeUpFor: MadeUpFor) => string;
  readonly create: (madeUpFor: MadeUpFor) => Peer;
  /** Whether the peer's state reads half-open as soon as it is, and not when a call asks. */
  readonly isWatched: boolean;
}

/** The breaker that `import` makes of a program. */
export function importedBreaker(library: Match['library'], program: string): BreakerSettings {
  const file = { name: 'service.ts', text: program };
  const { decoded } = importPipeline([file], { from: library, name: undefined });
  const breaker = decoded.find(({ policy }) => policy === 'breaker');
  if (breaker?.policy !== 'breaker') throw new Error('no breaker was imported');
  return breaker.settings;
}
