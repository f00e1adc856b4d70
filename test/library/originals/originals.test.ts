import { describe, expect, it } from 'vitest';
import { decisionsOf, imported, type Original, Replay } from './replay.ts';

const gobreaker: Original = {
  library: 'gobreaker',
  program: 'main.go',
  inTurn: false,
  settings: {
    plain: [],
    'three-in-a-row': [],
    ratio: [],
    'rolling-ratio': [],
    total: [],
  },
  differing: { cleared: 'buckets begin with a call', 'very-instant': 'the very instant' },
};

const circuitbreaker: Original = {
  library: 'circuitbreaker',
  program: 'drive.py',
  inTurn: false,
  settings: {
    guard: ['late success closes'],
    patient: ['late success closes'],
    severe: ['late success closes'],
  },
  differing: { guard: 'late success closes' },
};

/** What a lock makes of calls that overlap, the known difference, no trace of calls in turn can show. */
const pybreaker: Original = {
  library: 'pybreaker',
  program: 'drive.py',
  inTurn: true,
  settings: { plain: [], payments: [], severe: [] },
  differing: {},
};

const ORIGINALS = [gobreaker, circuitbreaker, pybreaker];
const named = (key: 'settings' | 'differing') =>
  ORIGINALS.flatMap((original) =>
    Object.keys(original[key]).map((name) => [original.library, name, original] as const),
  );

function differences(original: Original, name: string, madeUpFor: Original['settings'][string]) {
  const { breaker } = imported(original, name);
  const decisions = decisionsOf(original).get(name) ?? [];
  return decisions.map((theirs, seed) =>
    new Replay(breaker, seed, original, madeUpFor).firstDifference(theirs),
  );
}

describe('an original in another language', () => {
  it.each(named('settings'))(
    '%s, %s: decides as its imported settings do here, on a thousand traces',
    { timeout: 60_000 },
    (_, name, original) => {
      const found = differences(original, name, original.settings[name]!);
      expect(found).toHaveLength(1_000);
      expect(
        found
          .map((one, seed) => (one === undefined ? '' : `${seed}: ${one}`))
          .filter((one) => one !== ''),
      ).toEqual([]);
    },
  );

  it.each(named('differing'))(
    '%s, %s: differs, as is known',
    { timeout: 60_000 },
    (_, name, original) => {
      expect(differences(original, name, []).filter((one) => one !== undefined)).not.toEqual([]);
      expect(imported(original, name).told).toContain(original.differing[name]);
    },
  );
});
