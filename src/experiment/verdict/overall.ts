import { decimal } from '../../kernel/quantity-text.ts';
import { comparisonsOf, paidBy, type Ranked, rankingOf } from '../ranking.ts';
import type { Result } from '../result.ts';
import { named } from './words.ts';

/** More are not told one by one: they stand in the ranking. */
const MOST_TOLD = 5;

/**
 * What a comparison came to, in sentences; of more than two arms: which pays most, then a sentence each, the
 * best first. Nothing of one arm.
 */
export function verdictOf(result: Result): readonly string[] {
  const { comparison, validation } = result;
  if (validation !== undefined) return validation.verdict;
  if (comparison !== undefined) return comparison.verdict;
  if (comparisonsOf(result).length === 0) return [];
  const ranked = rankingOf(result);
  const told = ranked.flatMap(({ comparison: one }) => one?.verdict.slice(0, 1).map(inShort) ?? []);
  const more = told.length - MOST_TOLD;
  return [
    leadSentence(ranked),
    ...told.slice(0, MOST_TOLD),
    ...(more > 0 ? [`${decimal(more)} more arms stand in the ranking.`] : []),
  ];
}

/** Without the numbers that the ranking tells beside one another; no name holds a colon. */
function inShort(sentence: string): string {
  return sentence.replace(/: .*$/, '.');
}

function leadSentence(ranked: readonly Ranked[]): string {
  const best = ranked.filter(({ rank }) => rank === 1);
  const [first] = best as [Ranked];
  const { arrived } = first.arm.totals.orders;
  const paid = `${decimal(paidBy(first.arm))} of ${decimal(arrived)}`;
  if (best.length === ranked.length) {
    return `All ${decimal(best.length)} arms pay as many orders, ${paid}.`;
  }
  const names = best.map(({ arm }) => named(arm));
  return best.length === 1
    ? `${names[0]!} pays most orders, ${paid}.`
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!} pay most orders, ${paid} each.`;
}
