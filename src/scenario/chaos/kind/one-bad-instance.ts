import type { Change } from '../disturbance.ts';
import { factorAt, shareAt } from '../scale.ts';
import { chaosKind, type Drawn } from './kind.ts';

const FEWEST = 2;
const MOST = 20;
/** Longer than any client waits. */
const NEVER_MS = 3_600_000;

/**
 * Of one instance, which stands for many, blind to balance: each call meets the bad one by chance, whatever became of
 * the calls before it. Where instances can be told apart it is one of them.
 */
export const oneBadInstance = chaosKind({
  kind: 'one-bad-instance',
  summary: `one of ${MOST} to one of ${FEWEST} calls goes wrong: it fails at once, or is never heard of again; of a graph one instance, which fails, hangs or is slow`,
  surges: false,
  refuses: false,
  aim: 'instance',
  ofGraphs: false,
  disturb: ({ at, for: lasting, strength, luck, around }) => {
    const change =
      around.instances > 1 ? illness(strength, luck, around) : unlucky(strength, luck, around);
    return [{ what: 'entry', at, for: lasting, changes: [change] }];
  },
});

function unlucky(strength: number, luck: Drawn['luck'], around: Drawn['around']): Change {
  const instances = Math.round(MOST * (FEWEST / MOST) ** strength);
  return luck.chance(0.5)
    ? { what: 'network', delaysMs: blackHole(1 / instances, around.networkMs) }
    : { what: 'failureRate', to: fails(1 / instances, around.failureRate) };
}

/** Fails, is never heard of again, or is slow. */
function illness(strength: number, luck: Drawn['luck'], around: Drawn['around']): Change {
  const illnesses = [
    { what: 'failureRate', to: Math.max(around.failureRate, shareAt(strength, 0.5, 1)) },
    { what: 'outage', how: 'hang' },
    { what: 'latency', factor: factorAt(strength, 2, 20), ramp: false },
  ] as const satisfies readonly Change[];
  return illnesses[Math.floor(illnesses.length * luck.next())]!;
}

function fails(share: number, usual: number): number {
  return Math.round(1000 * (usual + (1 - usual) * share)) / 1000;
}

/** Lost on the way there or on the way back: together the share. */
function blackHole(share: number, usualMs: number): number[] {
  const ways = Math.round(1 / (1 - Math.sqrt(1 - share)));
  return [...Array.from({ length: ways - 1 }, () => usualMs), NEVER_MS];
}
