import { RandomStream } from '../../../kernel/random-stream.ts';
import { chaosPlan } from '../../../scenario/chaos/plan.ts';
import type { Override } from '../../../scenario/overrides.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { chaosCells } from '../chaos/cells.ts';
import { replicationSeed } from './replication-seed.ts';

/** What settings may be tuned against, besides the scenario's own story. */
export const AGAINST = ['chaos'] as const;
export type Against = (typeof AGAINST)[number];

/** One replication: the same for every candidate. */
export interface Trial {
  readonly seed: number;
  /** What happens in it, where that is not what the scenario tells. */
  readonly overrides: readonly Override[];
}

/** What candidates are tried on. */
export interface Trials {
  /** By its number, from 0: the race has the first ones, the finalists are confirmed on those after. */
  readonly at: (replication: number) => Trial;
  /** The kinds of incidents that are drawn; null: the scenario's own story, on other seeds. */
  readonly kinds: readonly string[] | null;
}

/** The scenario as it tells itself, on a seed a replication. */
export function storyTrials({ seed }: Pick<Scenario, 'seed'>): Trials {
  const at = (replication: number): Trial => ({
    seed: replicationSeed(seed, replication),
    overrides: [],
  });
  return { at, kinds: null };
}

/**
 * An incident a replication, each of which no other is like. They are not those that `blackfriday chaos` draws of the
 * same seed: so that it can judge what was tuned on incidents that had no part in it.
 */
export function chaosTrials(scenario: Scenario): Trials {
  const own = new RandomStream(scenario.seed, 'tune/chaos').at(0).next();
  const cellOf = chaosCells(scenario, Math.floor(own * 2 ** 31));
  return {
    at: (replication) => cellOf(replication + 1),
    kinds: chaosPlan(scenario).kinds.map(({ kind }) => kind.kind),
  };
}
