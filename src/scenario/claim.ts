import type { Unit } from '../model/metrics/metric.ts';
import { graphPathOf, unitOfPath } from '../model/metrics/paths.ts';
import type { BreakerStateName } from '../resilience/breaker/state.ts';

/** What a run came to: a metric of an arm, or one metric by another. */
export interface Quantity {
  readonly value: Term;
  /** What it is divided by. */
  readonly per: Term | null;
  readonly unit: Unit;
}

/** One metric of one arm. */
export interface Term {
  /** Null: of each arm in turn. */
  readonly arm: string | null;
  /** A path in the totals. */
  readonly metric: string;
  /** Counts only what happens from this instant on; null: all. */
  readonly afterMs: number | null;
}

/** A statement about a run that is true or false. */
export type Claim =
  | { readonly kind: 'otherwise' }
  | { readonly kind: 'all'; readonly parts: readonly ClaimPart[] };

export type ClaimPart = Comparison | StateClaim | VerdictClaim;

export interface Comparison {
  readonly kind: 'quantities';
  readonly left: Quantity;
  readonly sign: Sign;
  /** A number is in the unit of the left side: shares as fractions, durations in ms, money in cents. */
  readonly right: Quantity | number;
}

export interface StateClaim {
  readonly kind: 'state';
  readonly arm: string;
  readonly atMs: number;
  readonly state: BreakerStateName;
  /** Whose breakers, by the services at both ends; null: all of the arm. */
  readonly link: { readonly from: string; readonly to: string } | null;
}

export const VERDICTS = ['better', 'worse', '~'] as const;

/** How an arm does over many seeds against the first one: beyond doubt, or so that nothing can be told. */
interface VerdictClaim {
  readonly kind: 'verdict';
  readonly quantity: Quantity;
  readonly verdict: (typeof VERDICTS)[number];
}

export const SIGNS = ['>=', '>', '<=', '<', '=='] as const;
export type Sign = (typeof SIGNS)[number];

/** `with breaker: orders.paid / orders.arrived >= 85%`, decoded: what must hold for a run to pass. */
export interface Threshold {
  /** As written. */
  readonly text: string;
  /** The arm that it speaks of first. */
  readonly arm: string;
  /** How to show what was observed: as the bound was written. */
  readonly unit: 'share' | 'ms' | 'number';
  readonly comparison: Comparison | StateClaim;
}

type Statement = Claim | ClaimPart | Quantity;

/** The metrics that it speaks of. */
export function termsOf(what: Statement): Term[] {
  if (!('kind' in what)) return what.per === null ? [what.value] : [what.value, what.per];
  switch (what.kind) {
    case 'all':
      return what.parts.flatMap(termsOf);
    case 'quantities':
      return [what.left, what.right].flatMap((side) =>
        typeof side === 'number' ? [] : termsOf(side),
      );
    case 'verdict':
      return termsOf(what.quantity);
    case 'otherwise':
    case 'state':
      return [];
  }
}

/** The services that it names. */
export function servicesNamed(what: Statement): string[] {
  const inStates = 'kind' in what ? statesIn(what).flatMap(({ link }) => link ?? []) : [];
  return [
    ...termsOf(what).flatMap(({ metric }) => graphPathOf(metric)?.services ?? []),
    ...inStates.flatMap(({ from, to }) => [from, to]),
  ];
}

function statesIn(what: Claim | ClaimPart): StateClaim[] {
  if (what.kind === 'all') return what.parts.flatMap(statesIn);
  return what.kind === 'state' ? [what] : [];
}

/** The instants from which on these count, in ms, ascending, each once. */
export function instantsOf(whats: readonly Statement[]): number[] {
  const terms = whats.flatMap(termsOf);
  const named = terms.flatMap(({ afterMs }) => (afterMs === null ? [] : [afterMs]));
  return [...new Set(named)].sort((a, b) => a - b);
}

/** Like divided by like is a share; all else divided by a count keeps its unit. */
export function unitOf(value: Term, per: Term | null): Unit {
  const unit = unitOfPath(value.metric)!;
  if (per === null) return unit;
  if (!areAlike(value, per)) return unitOfPath(per.metric) === 'count' ? unit : 'count';
  // Two counts make a share where one is a part of the other, and a rate where it is not.
  return unit === 'count' && groupOf(value.metric) !== groupOf(per.metric) ? 'count' : 'share';
}

/** Whether both are measured in the same unit. */
export function areAlike(one: Term, other: Term): boolean {
  return unitOfPath(one.metric) === unitOfPath(other.metric);
}

/** The part of the totals that a metric stands in: `orders`. */
export function groupOf(metric: string): string {
  return metric.split('.')[0]!;
}
