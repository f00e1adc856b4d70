import { decimal } from '../../kernel/quantity-text.ts';
import type { ArmResult, Comparison } from '../result.ts';
import {
  type Arms,
  baselineWords,
  candidateWords,
  differByBreaker,
  money,
  named,
  orders,
  span,
  subjectOf,
  withArticle,
} from './words.ts';

/** Arms whose paid orders differ by no more than this share of the arrived are even. */
export const EVEN = 0.001;

type Facts = Omit<Comparison, 'verdict'>;

/** Who serves more orders, at once or later, and by how much. */
export function winnerSentence({ winner, difference }: Facts, arms: Arms): string {
  const [baseline, candidate] = arms;
  const { paidOrders, paidLaterOrders, paidCents, paidLaterCents } = difference;
  const gained = Math.abs(paidOrders + paidLaterOrders);
  const amount = `${orders(gained)} and ${money(Math.abs(paidCents + paidLaterCents))} in money`;
  const paid = paidWords(arms);
  if (winner === null) {
    return gained <= EVEN * baseline.totals.orders.arrived
      ? `${subjectOf(arms)} makes no difference worth the name: ${paid}.`
      : `${openWords(arms)} is open, as deferred orders still wait: ${paid}.`;
  }
  const verb = winner === candidate.name ? 'saves' : 'loses';
  return `${subjectOf(arms)} ${verb} ${amount}${againstWords(arms)}: ${paid}.`;
}

function openWords(arms: Arms): string {
  if (differByBreaker(arms)) return 'Which arm pays more orders';
  return `Whether ${named(arms[1])} pays more orders than ${named(arms[0])}`;
}

function againstWords(arms: Arms): string {
  const [baseline] = arms;
  if (!differByBreaker(arms)) return ` against ${named(baseline)}`;
  return baseline.instead === undefined ? '' : ` against ${withArticle(baseline.instead)}`;
}

function paidWords(arms: Arms): string {
  const [baseline, candidate] = arms;
  const arrived = baseline.totals.orders.arrived;
  const same = candidate.totals.orders.arrived === arrived;
  const without = decimal(paidOf(baseline));
  const ofHow = same ? without : `${without} of ${orders(arrived)}`;
  const paid = `${decimal(paidOf(candidate))} of ${orders(candidate.totals.orders.arrived)} paid ${candidateWords(arms)}, ${ofHow} ${baselineWords(arms)}`;
  const later = [candidate, baseline].map(({ totals }) => totals.fate.orders.paidLater);
  return later.every((count) => count === 0)
    ? paid
    : `${paid} (${decimal(later[0]!)} and ${decimal(later[1]!)} of them later, having been deferred)`;
}

/** At once, or in the end after a deferral. */
function paidOf({ totals: { fate } }: ArmResult): number {
  return fate.orders.paid + fate.orders.paidLater;
}

/** What paying later cost those who waited. */
export function deferralSentence(arms: Arms): string {
  const [baseline, candidate] = arms;
  if (baseline.totals.deferred === null && candidate.totals.deferred === null) return '';
  return `Deferred ${candidateWords(arms)}: ${deferredWords(candidate)}; ${baselineWords(arms)}: ${deferredWords(baseline)}.`;
}

function deferredWords({ totals: { deferred } }: ArmResult): string {
  if (deferred === null) return 'none';
  const { drained, waiting, waitMs } = deferred;
  const waited = waitMs === null ? '' : `, settled after ${span(waitMs.mean)} on average`;
  const left = waiting === 0 ? '' : `, ${decimal(waiting)} still waiting when the run ends`;
  return `${orders(drained + waiting)}${waited}${left}`;
}
