import type { BreakerStateName } from '../resilience/breaker/state.ts';

/** What a run came to, as a lesson asks for it: a metric of an arm, or one metric by another. */
export interface Quantity {
  readonly value: Term;
  /** What it is divided by. */
  readonly per: Term | null;
  readonly unit: Unit;
}

export type Unit = 'count' | 'ms' | 'share' | 'cents';

/** One metric of one arm. */
export interface Term {
  /** Null: of each arm in turn. */
  readonly arm: string | null;
  /** A path in the totals, or one of the facts in FACTS. */
  readonly metric: string;
  /** Counts only the ticks from this instant on; null: all. */
  readonly afterMs: number | null;
}

/** A statement about a run that is true or false. */
export type Claim =
  | { readonly kind: 'otherwise' }
  | { readonly kind: 'all'; readonly parts: readonly Comparison[] };

export type Comparison =
  | {
      readonly kind: 'quantities';
      readonly left: Quantity;
      readonly sign: Sign;
      readonly right: Quantity | number;
    }
  | {
      readonly kind: 'state';
      readonly arm: string;
      readonly atMs: number;
      readonly state: BreakerStateName;
    };

export type Sign = '>=' | '>' | '<=' | '<' | '==';

/** What a run tells besides its totals. */
export const FACTS: ReadonlyMap<string, Unit> = new Map<string, Unit>([
  /** From the end of the trouble to normal service; nothing if that never came. */
  ['recovery.afterMs', 'ms'],
  /** The instant at which the breaker first opens; nothing if it never does. */
  ['breaker.firstOpenMs', 'ms'],
]);
