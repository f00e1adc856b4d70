import type { DifferenceName } from '../../../src/scenario/import/differences.ts';

export type PeerName =
  | 'opossum'
  | 'opossum that judges at once'
  | 'opossum that warms up'
  | 'cockatiel consecutive'
  | 'cockatiel count'
  | 'cockatiel sampling';

/**
 * Where a peer decides otherwise than the settings that its own make here: the table that an import tells of,
 * for the peers that run. Each entry is made up for while its peer is replayed, in how the two are driven; with
 * all of them they must agree to the last call, and without any one of them they must not: an entry that nothing
 * needs is a mistake, too.
 */
export const KNOWN_DIFFERENCES = {
  // Made up for: a window so long that nothing expires.
  'buckets turn with traffic': ['cockatiel sampling'],
  // Made up for: of a call from before that fails while a probe is out neither is told.
  'a probe that is overtaken': ['cockatiel consecutive', 'cockatiel count', 'cockatiel sampling'],
} as const satisfies { readonly [Name in DifferenceName]?: readonly PeerName[] };

export type KnownDifference = keyof typeof KNOWN_DIFFERENCES;

/** The differences of one peer. */
export function differencesOf(peer: PeerName): KnownDifference[] {
  const names = Object.keys(KNOWN_DIFFERENCES) as KnownDifference[];
  return names.filter((name) => (KNOWN_DIFFERENCES[name] as readonly string[]).includes(peer));
}
