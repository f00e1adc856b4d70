import type { Scenario } from '../scenario/schema.ts';
import type { Pairing } from './pairing.ts';
import type { ArmResult, Comparison, Recovery } from './result.ts';
import type { Trouble } from './trouble.ts';
import { verdictOn } from './verdict.ts';

/** Arms whose paid orders differ by less than this share of the arrived are even. */
const EVEN = 0.001;

/** Sets the baseline and the candidate side by side. */
export function compareArms(
  scenario: Scenario,
  [baseline, candidate]: readonly [ArmResult, ArmResult],
  pairing: Pairing,
  trouble: Trouble | null,
  recovery: readonly Recovery[],
): Comparison {
  const paidOrders = candidate.totals.orders.paid - baseline.totals.orders.paid;
  const paidCents = candidate.totals.amountCents.paid - baseline.totals.amountCents.paid;
  const isEven = Math.abs(paidOrders) <= EVEN * baseline.totals.orders.arrived;
  const better = paidOrders > 0 ? candidate : baseline;
  const facts = {
    baseline: baseline.name,
    candidate: candidate.name,
    winner: isEven ? null : better.name,
    difference: { paidOrders, paidCents },
    cost: pairing.cost,
    gain: pairing.gain,
    trouble,
    recovery,
  };
  return { ...facts, verdict: verdictOn(facts, [baseline, candidate], scenario) };
}
