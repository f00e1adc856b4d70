import { describe, expect, it } from 'vitest';
import { consecutive, count, sampling } from './cockatiel.ts';
import { differencesOf, KNOWN_DIFFERENCES } from './known-differences.ts';
import { eager, opossum, warming } from './opossum.ts';
import type { MadeUpFor, Match } from './peer.ts';
import { replay } from './replay.ts';
import { traceOf } from './trace.ts';

/** More of them: `npm run test:peers`. */
const SEEDS = Number(process.env.PEER_SEEDS ?? 100);
/** Traces among which a difference shows, however rare. */
const ENOUGH = Math.max(SEEDS, 1_000);
const MATCHES = [opossum, eager, warming, consecutive, count, sampling];

/** The first seed whose trace shows a difference, and what it is. */
async function firstDifference(
  match: Match,
  madeUpFor: MadeUpFor,
  seeds: number,
): Promise<string | undefined> {
  for (let seed = 0; seed < seeds; seed++) {
    const difference = await replay(traceOf(seed), match, madeUpFor);
    if (difference !== undefined) return `seed ${seed}, ${difference}`;
  }
  return undefined;
}

describe.each(MATCHES)('$peer', (match) => {
  const known = differencesOf(match.peer);

  it('decides as its imported settings do here, but for the known differences', {
    timeout: SEEDS * 2_000,
  }, async () => {
    expect(await firstDifference(match, new Set(known), SEEDS)).toBeUndefined();
  });

  it.each(known)('differs, as is known: %s', { timeout: ENOUGH * 2_000 }, async (name) => {
    const others = new Set(known.filter((other) => other !== name));
    expect(await firstDifference(match, others, ENOUGH)).toMatch(/^seed/);
  });
});

it('every known difference is one of a peer that is replayed', () => {
  const replayed = new Set(MATCHES.flatMap(({ peer }) => differencesOf(peer)));
  expect([...replayed].sort()).toEqual(Object.keys(KNOWN_DIFFERENCES).sort());
});
