import type { ArmResult, Incident } from '../result.ts';

/** Something that an arm does or does not do in a replication; in how many it does is a share of seeds. */
export interface Fact {
  readonly name: string;
  /** As a sentence goes on after the arm's name, of one seed. */
  readonly words: string;
  /** Null where a run cannot tell. */
  readonly holds: (arm: ArmResult) => boolean | null;
}

/** Every yes or no that a study counts; a new one is an entry here. */
export const FACTS: readonly Fact[] = [
  {
    name: 'recovers',
    words: 'recovers from every trouble',
    holds: ({ incidents = [] }) => verdictOf(incidents, (all) => all.every(isOver)),
  },
  {
    name: 'collapses',
    words: 'never recovers from its last trouble',
    holds: ({ incidents = [] }) => verdictOf(incidents, (all) => isLost(all.at(-1)!)),
  },
  {
    name: 'opens',
    words: 'opens its breaker',
    holds: ({ totals }) => (totals.breaker === null ? null : totals.breaker.opens > 0),
  },
];

function verdictOf(
  incidents: readonly Incident[],
  judge: (all: readonly Incident[]) => boolean,
): boolean | null {
  return incidents.length === 0 || incidents.some(isOpen) ? null : judge(incidents);
}

/** It ended before the run could tell. */
function isOpen({ ending }: Incident): boolean {
  return ending === 'unproven' || ending === 'too short' || ending === 'lasting';
}

function isOver({ ending }: Incident): boolean {
  return ending === 'unhurt' || ending === 'recovered';
}

function isLost({ ending }: Incident): boolean {
  return ending === 'not recovered' || ending === 'relapsing' || ending === 'down before';
}
