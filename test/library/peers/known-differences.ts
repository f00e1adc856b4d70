/**
 * Where a peer decides otherwise than we do, and why ours is so on purpose. Each entry is made up for while
 * its peer is replayed, in its settings or in how it is driven; with all of them the peers must agree to the
 * last call, and without any one of them they must not: an entry that nothing needs is a mistake, too.
 */
export const KNOWN_DIFFERENCES = {
  'cockatiel: late outcomes count': {
    peers: ['cockatiel consecutive', 'cockatiel count', 'cockatiel sampling'],
    why: 'An outcome of a call from an earlier period counts in the present one, and a late failure can reopen a circuit that has just healed; ours is dropped. Made up for: peers are not told of late outcomes.',
  },
  'cockatiel: calls queue behind the probe': {
    peers: ['cockatiel consecutive', 'cockatiel count', 'cockatiel sampling'],
    why: 'A call that comes while a probe is out waits for it, however long it hangs, and then asks again; ours is blocked at once. Made up for: such calls are not made there.',
  },
  'cockatiel: half-open only when called': {
    peers: ['cockatiel consecutive', 'cockatiel count', 'cockatiel sampling'],
    why: 'Its state reads open until a call asks after the open time is over; ours follows a watched clock. Made up for: ours is not polled.',
  },
  'cockatiel: more than the threshold': {
    peers: ['cockatiel count', 'cockatiel sampling'],
    why: 'It opens above the threshold, ours at it. Made up for: ours is set a hair above.',
  },
  'cockatiel: the probe counts in the new window': {
    peers: ['cockatiel count', 'cockatiel sampling'],
    why: 'The success that closes the circuit is the first sample of the closed period; ours begins empty. Made up for: ours is told of one more success.',
  },
  'cockatiel: samples expire in lumps, with traffic only': {
    peers: ['cockatiel sampling'],
    why: 'Windows rotate one at a time, and only when a call ends: after a pause, failures of any age count. Ours forgets each call when it is as old as the window. Made up for: a window so long that nothing expires.',
  },
  'opossum: late outcomes count': {
    peers: ['opossum'],
    why: 'A late success closes a half-open circuit and a late failure reopens it; ours is dropped. Made up for: it is not told of late outcomes.',
  },
  'opossum: more than the threshold': {
    peers: ['opossum'],
    why: 'It opens above the percentage, ours at it. Made up for: ours is set a hair above.',
  },
  'opossum: the window outlives the state': {
    peers: ['opossum'],
    why: 'Counts are kept over a transition, and blocked calls count as made: the failures that opened it weigh in again after it closes. Ours is cleared. Made up for: its counts are set to nothing at each change.',
  },
  'opossum: calls in flight count as made': {
    peers: ['opossum'],
    why: 'The rate divides by the calls that have started, so slow calls dilute it; ours by those that have ended. Made up for: its count of calls is set to those that ended.',
  },
  'opossum: samples expire in lumps': {
    peers: ['opossum'],
    why: 'Ten buckets, dropped one at a time by a timer; ours forgets each call at its own instant. Made up for: a window so long that nothing expires.',
  },
} as const;

export type DifferenceName = keyof typeof KNOWN_DIFFERENCES;
export type PeerName = (typeof KNOWN_DIFFERENCES)[DifferenceName]['peers'][number];

/** The differences of one peer. */
export function differencesOf(peer: PeerName): DifferenceName[] {
  const names = Object.keys(KNOWN_DIFFERENCES) as DifferenceName[];
  return names.filter((name) =>
    (KNOWN_DIFFERENCES[name].peers as readonly string[]).includes(peer),
  );
}
