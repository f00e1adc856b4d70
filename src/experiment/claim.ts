import { assert } from '../kernel/assert.ts';
import { graphPathOf } from '../model/metrics/paths.ts';
import {
  type Claim,
  type ClaimPart,
  type Quantity,
  type Sign,
  type Term,
  type Threshold,
  termsOf,
} from '../scenario/claim.ts';
import type { ArmResult, ThresholdResult } from './result.ts';
import { stateAt } from './state-at.ts';

/** Judges every threshold on the arms that were run. */
export function judge(
  thresholds: readonly Threshold[],
  arms: readonly ArmResult[],
): ThresholdResult[] {
  return thresholds.map(({ text, arm, unit, comparison }) => {
    const named = [arm, ...termsOf(comparison).map((term) => term.arm!)];
    const wereRun = named.every((name) => armOf(arms, name) !== undefined);
    if (!wereRun) return { text, arm, unit, verdict: 'not judged', observed: null };
    const verdict = isTrue(comparison, arms) ? 'passed' : 'failed';
    if (comparison.kind === 'state') {
      const state = stateAt(armOf(arms, arm)!, comparison);
      return { text, arm, unit, verdict, observed: null, ...(state !== null && { state }) };
    }
    return { text, arm, unit, verdict, observed: observe(comparison.left, arms, arm) };
  });
}

/** Which of several claims hold of a run; `otherwise` holds where no other does. */
export function claimsThatHold(claims: readonly Claim[], arms: readonly ArmResult[]): boolean[] {
  return holding(claims, (part) => isTrue(part, arms));
}

/** The same by another judge of their parts. */
export function holding(claims: readonly Claim[], isSo: (part: ClaimPart) => boolean): boolean[] {
  const held = claims.map((claim) => claim.kind === 'all' && claim.parts.every(isSo));
  const none = !held.includes(true);
  return claims.map((claim, index) => (claim.kind === 'otherwise' ? none : held[index]!));
}

/**
 * What a quantity comes to, `arm` standing in where it names none; null where there is nothing to observe:
 * a metric of what never happened, or a division by nothing.
 */
export function observe(
  { value, per }: Quantity,
  arms: readonly ArmResult[],
  arm: string,
): number | null {
  const observed = observeTerm(value, arms, arm);
  if (observed === null || per === null) return observed;
  const divisor = observeTerm(per, arms, arm);
  return divisor === null || divisor === 0 ? null : observed / divisor;
}

/** What is not there is neither more nor less than anything, nor the same. */
function isTrue(claim: ClaimPart, arms: readonly ArmResult[]): boolean {
  assert(claim.kind !== 'verdict', () => 'one run tells nothing from chance');
  if (claim.kind === 'state') {
    const arm = armOf(arms, claim.arm);
    return arm !== undefined && stateAt(arm, claim) === claim.state;
  }
  const { left, right, sign } = claim;
  const observed = observe(left, arms, '');
  const bound = typeof right === 'number' ? right : observe(right, arms, '');
  return observed !== null && bound !== null && compares(observed, sign, bound);
}

export function compares(left: number, sign: Sign, right: number): boolean {
  switch (sign) {
    case '>=':
      return left >= right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '<':
      return left < right;
    case '==':
      return left === right;
  }
}

function observeTerm(
  { arm, metric, afterMs }: Term,
  arms: readonly ArmResult[],
  fallback: string,
): number | null {
  const run = armOf(arms, arm ?? fallback);
  if (run === undefined) return null;
  if (afterMs === null) return at(graphPathOf(metric) === undefined ? run.totals : run, metric);
  const since = run.since?.find(({ fromMs }) => fromMs === afterMs);
  assert(since !== undefined, () => `nobody noted what was counted from ${afterMs} ms on`);
  return at(since, metric);
}

function armOf(arms: readonly ArmResult[], name: string): ArmResult | undefined {
  return arms.find((arm) => arm.name === name);
}

/** Null where a part of the way is, or is not there: there is no such thing in the arm. */
function at(facts: object, path: string): number | null {
  let value: unknown = facts;
  for (const key of path.split('.')) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return (value ?? null) as number | null;
}
