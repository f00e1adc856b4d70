import type { Scenario } from '../scenario/schema.ts';
import type { Pairing } from './pairing.ts';
import type { ArmResult, Comparison, Recovery, Totals } from './result.ts';
import { verdictOn } from './verdict/verdict.ts';

/** Arms whose paid orders differ by less than this share of the arrived are even. */
export const EVEN = 0.001;

/** Sets the baseline and the candidate side by side. */
export function compareArms(
  scenario: Scenario,
  arms: readonly [ArmResult, ArmResult],
  pairing: Pairing,
): Comparison {
  const [baseline, candidate] = arms;
  const difference = differenceOf(candidate.totals, baseline.totals);
  const inTheEnd = difference.paidOrders + difference.paidLaterOrders;
  const isEven = Math.abs(inTheEnd) <= EVEN * baseline.totals.orders.arrived;
  const better = inTheEnd > 0 ? candidate : baseline;
  const facts = {
    baseline: baseline.name,
    candidate: candidate.name,
    winner: isEven ? null : better.name,
    difference,
    cost: pairing.cost,
    loss: pairing.loss,
    gain: pairing.gain,
    trouble: troubleOf(baseline),
    recovery: arms.flatMap(recoveryOf),
  };
  return { ...facts, verdict: verdictOn(facts, arms, scenario) };
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
