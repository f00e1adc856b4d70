import type { Scenario } from '../scenario/schema.ts';
import type { Pairing } from './pairing.ts';
import type { ArmResult, Comparison, Recovery, Totals } from './result.ts';
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
    trouble,
    recovery,
  };
  return { ...facts, verdict: verdictOn(facts, [baseline, candidate], scenario) };
}

function differenceOf(candidate: Totals, baseline: Totals): Comparison['difference'] {
  return {
    paidOrders: candidate.orders.paid - baseline.orders.paid,
    paidCents: candidate.amountCents.paid - baseline.amountCents.paid,
    paidLaterOrders: (candidate.deferred?.paid ?? 0) - (baseline.deferred?.paid ?? 0),
    paidLaterCents: (candidate.deferred?.paidCents ?? 0) - (baseline.deferred?.paidCents ?? 0),
  };
}
