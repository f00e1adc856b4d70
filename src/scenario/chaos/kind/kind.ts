import type { RandomStream } from '../../../kernel/random-stream.ts';
import type { Aim } from '../aims.ts';
import type { Stroke, Surroundings } from '../disturbance.ts';

/** One trouble as drawn: when, how long, how bad. */
export interface Drawn {
  readonly at: number;
  readonly for: number;
  /** 0: hardly to be seen; 1: as bad as this kind gets. */
  readonly strength: number;
  /** What else the kind leaves to chance. */
  readonly luck: RandomStream;
  readonly around: Surroundings;
}

/** One kind of trouble in the catalogue. */
export interface ChaosKind<Kind extends string> {
  readonly kind: Kind;
  /** What it is, from the weakest to the strongest. */
  readonly summary: string;
  /** Needs traffic whose rate the scenario sets. */
  readonly surges: boolean;
  /** Refuses calls at once: clients that never think would order without end. */
  readonly refuses: boolean;
  /** What it strikes in a graph of services; in the short form there is nothing to choose. */
  readonly aim: Aim;
  /** Whether there is nothing for it to strike in the short form. */
  readonly ofGraphs: boolean;
  /** What it does; nothing that outlasts `at` + `for`. */
  readonly disturb: (drawn: Drawn) => readonly Stroke[];
}

export function chaosKind<const Kind extends string>(kind: ChaosKind<Kind>): ChaosKind<Kind> {
  return kind;
}
