import { chaosKind } from './kind.ts';

const FEWEST = 2;
const MOST = 20;
/** Longer than any client waits. */
const NEVER_MS = 3_600_000;

/** Blind to balance: each call meets the bad instance by chance, whatever became of the calls before it. */
export const oneBadInstance = chaosKind({
  kind: 'one-bad-instance',
  summary: `one of ${MOST} to one of ${FEWEST} calls goes wrong: it fails at once, or is never heard of again`,
  surges: false,
  refuses: false,
  disturb: ({ at, for: lasting, strength, luck, around }) => {
    const instances = Math.round(MOST * (FEWEST / MOST) ** strength);
    const change = luck.chance(0.5)
      ? ({ what: 'network', delaysMs: blackHole(1 / instances, around.networkMs) } as const)
      : ({ what: 'failureRate', to: fails(1 / instances, around.failureRate) } as const);
    return [{ what: 'entry', at, for: lasting, changes: [change] }];
  },
});

function fails(share: number, usual: number): number {
  return Math.round(1000 * (usual + (1 - usual) * share)) / 1000;
}

/** Lost on the way there or on the way back: together the share. */
function blackHole(share: number, usualMs: number): number[] {
  const ways = Math.round(1 / (1 - Math.sqrt(1 - share)));
  return [...Array.from({ length: ways - 1 }, () => usualMs), NEVER_MS];
}
