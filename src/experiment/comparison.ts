import type { Scenario } from '../scenario/schema.ts';
import { compareEconomics } from './economics/compare.ts';
import type { Pairs } from './pairing.ts';
import type { ArmResult, Comparison, Recovery, Totals } from './result.ts';
import { verdictOn } from './verdict/verdict.ts';
import { EVEN } from './verdict/winner.ts';

/** An arm that was run, and the scenario that it was run on. */
export interface ArmRunOn {
  readonly result: ArmResult;
  readonly scenario: Scenario;
}

/** Sets the baseline and the candidate side by side. */
export function compareArms(
  [baseline, candidate]: readonly [ArmRunOn, ArmRunOn],
  pairs: Pairs,
): Comparison {
  const arms = [baseline.result, candidate.result] as const;
  const difference = differenceOf(candidate.result.totals, baseline.result.totals);
  const facts = {
    baseline: baseline.result.name,
    candidate: candidate.result.name,
    winner: winnerOf(difference, arms),
    difference,
    cost: pairs.cost,
    loss: pairs.loss,
    gain: pairs.gain,
    trouble: troubleOf(baseline.result),
    recovery: arms.flatMap(recoveryOf),
  };
  const economics = compareEconomics(arms, candidate.scenario);
  return {
    ...facts,
    verdict: verdictOn(facts, arms, [baseline.scenario, candidate.scenario]),
    ...(economics !== undefined && { economics }),
  };
}

/** Deferred orders that still wait may yet be paid or not: who wins, wins either way. */
function winnerOf(
  { paidOrders, paidLaterOrders }: Comparison['difference'],
  [baseline, candidate]: readonly [ArmResult, ArmResult],
): string | null {
  const known = paidOrders + paidLaterOrders;
  const waiting = candidate.totals.fate.orders.waiting - baseline.totals.fate.orders.waiting;
  const least = EVEN * baseline.totals.orders.arrived;
  if (Math.min(known, known + waiting) > least) return candidate.name;
  return Math.max(known, known + waiting) < -least ? baseline.name : null;
}

function differenceOf(candidate: Totals, baseline: Totals): Comparison['difference'] {
  return {
    paidOrders: candidate.orders.paid - baseline.orders.paid,
    paidCents: candidate.amountCents.paid - baseline.amountCents.paid,
    paidLaterOrders: candidate.fate.orders.paidLater - baseline.fate.orders.paidLater,
    paidLaterCents: candidate.amountCents.paidLater - baseline.amountCents.paidLater,
  };
}

function troubleOf({ incidents = [] }: ArmResult): Comparison['trouble'] {
  const first = incidents[0];
  const untilMs = incidents.at(-1)?.untilMs ?? null;
  return first === undefined || untilMs === null ? null : { fromMs: first.fromMs, untilMs };
}

/** The arm's recovery from the last trouble that it suffered from. */
function recoveryOf({ name, incidents = [] }: ArmResult): Recovery[] {
  const last = incidents.at(-1);
  if (last === undefined || last.untilMs === null) return [];
  const suffered = incidents.filter(({ ending }) => ending !== 'unhurt').at(-1);
  const recoveredAtMs = suffered === undefined ? last.untilMs : suffered.recoveredAtMs;
  return [{ arm: name, suffered: suffered !== undefined, recoveredAtMs }];
}
