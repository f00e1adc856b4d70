import type { Claim, Comparison, Quantity, Sign, Term } from '../scenario/claim.ts';
import type { ArmResult, Result, Tick, Totals } from './result.ts';

/** Which of several claims hold of a run; `otherwise` holds where no other does. */
export function claimsThatHold(claims: readonly Claim[], result: Result): boolean[] {
  const held = claims.map(
    (claim) => claim.kind === 'all' && claim.parts.every((part) => holds(part, result)),
  );
  const none = !held.includes(true);
  return claims.map((claim, index) => (claim.kind === 'otherwise' ? none : held[index]!));
}

/** What a quantity comes to; null where there is no such value. `arm` stands in where it names none. */
export function observe({ value, per }: Quantity, result: Result, arm: string): number | null {
  const observed = observeTerm(value, result, arm);
  if (observed === null || per === null) return observed;
  const divisor = observeTerm(per, result, arm);
  return divisor === null || divisor === 0 ? null : observed / divisor;
}

function holds(comparison: Comparison, result: Result): boolean {
  if (comparison.kind === 'state') {
    const arm = armOf(result, comparison.arm);
    return arm !== undefined && stateAt(arm, comparison.atMs) === comparison.state;
  }
  const { left, right, sign } = comparison;
  const observed = observe(left, result, '');
  const bound = typeof right === 'number' ? right : observe(right, result, '');
  return observed !== null && bound !== null && compares(observed, sign, bound);
}

function compares(left: number, sign: Sign, right: number): boolean {
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

function observeTerm(term: Term, result: Result, fallback: string): number | null {
  const arm = armOf(result, term.arm ?? fallback);
  if (arm === undefined) return null;
  if (term.metric === 'recovery.afterMs') return recoveryOf(result, arm);
  if (term.metric === 'breaker.firstOpenMs') {
    return arm.transitions.find(({ to }) => to === 'open')?.atMs ?? null;
  }
  if (term.afterMs === null) return at(arm.totals, term.metric);
  const ticks = (arm.ticks ?? []).filter(({ startMs }) => startMs >= term.afterMs!);
  return ticks.reduce((sum, tick) => sum + (at(tick, term.metric) ?? 0), 0);
}

function recoveryOf(result: Result, arm: ArmResult): number | null {
  const { trouble, recovery = [] } = result.comparison ?? {};
  const recoveredAtMs = recovery.find((one) => one.arm === arm.name)?.recoveredAtMs ?? null;
  if (trouble === null || trouble === undefined || recoveredAtMs === null) return null;
  return recoveredAtMs - trouble.untilMs;
}

function stateAt(arm: ArmResult, atMs: number): string | null {
  const last = arm.transitions.filter((transition) => transition.atMs <= atMs).at(-1);
  return last?.to ?? arm.transitions[0]?.from ?? arm.ticks?.[0]?.state ?? null;
}

function armOf({ arms }: Result, name: string): ArmResult | undefined {
  return arms.find((arm) => arm.name === name);
}

function at(facts: Totals | Tick, path: string): number | null {
  let value: unknown = facts;
  for (const key of path.split('.')) {
    if (value === null || value === undefined) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'number' ? value : null;
}
