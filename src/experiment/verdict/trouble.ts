import { decimal } from '../../kernel/quantity-text.ts';
import type { Incident } from '../result.ts';
import {
  type Arms,
  baselineWords,
  candidateWords,
  instant,
  orders,
  sentenceCase,
  span,
} from './words.ts';

/** More are told in the table only. */
const MOST_TOLD = 3;

/** What each trouble cost the arms, and how long they took to recover: the sum first. */
export function troubleSentences(arms: Arms): string[] {
  const [baseline, candidate] = arms;
  const pairs = (candidate.incidents ?? []).flatMap((incident, index): Pair[] => {
    const other = baseline.incidents?.[index];
    const isSame = other?.fromMs === incident.fromMs && other.untilMs === incident.untilMs;
    return isSame ? [{ baseline: other, candidate: incident, index }] : [];
  });
  const hurt = pairs.filter((pair) => isHurt(pair.baseline) || isHurt(pair.candidate));
  if (hurt.length === 0) return [];
  const gravest = [...hurt].sort((a, b) => lossOf(b) - lossOf(a)).slice(0, MOST_TOLD);
  const told = hurt.filter((pair) => gravest.includes(pair));
  const sentences = told.map((pair) => sentence(pair, pairs.length, arms));
  return pairs.length === 1 ? sentences : [sumSentence(pairs, arms), ...sentences];
}

interface Pair {
  readonly baseline: Incident;
  readonly candidate: Incident;
  readonly index: number;
}

const isHurt = ({ ending }: Incident): boolean => ending !== 'unhurt';

const lossOf = ({ baseline, candidate }: Pair): number =>
  Math.max(baseline.lost.orders, candidate.lost.orders);

function sumSentence(pairs: readonly Pair[], arms: Arms): string {
  const sum = (of: (pair: Pair) => Incident): number =>
    pairs.reduce((total, pair) => total + of(pair).lost.orders, 0);
  const [with_, without] = [sum(({ candidate }) => candidate), sum((pair) => pair.baseline)];
  return `In ${decimal(pairs.length)} incidents ${orders(with_)} are lost ${candidateWords(arms)}, ${decimal(without)} ${baselineWords(arms)}.`;
}

function sentence({ baseline, candidate, index }: Pair, incidents: number, arms: Arms): string {
  const { fromMs, untilMs, cause } = candidate;
  const isLast = index === incidents - 1;
  const until = untilMs === null ? 'to the end of the run' : `to ${instant(untilMs)}`;
  const since = isLast ? 'that come from then on' : 'that come before the next';
  const lost = `of the orders ${since}, ${decimal(candidate.lost.orders)} are lost ${candidateWords(arms)}, ${decimal(baseline.lost.orders)} ${baselineWords(arms)}`;
  const endings = endingsOf(endingWords(candidate, isLast), endingWords(baseline, isLast), arms);
  return `Trouble from ${instant(fromMs)} ${until} (${cause}): ${lost}. ${endings}.`;
}

function endingsOf(with_: string, without: string, arms: Arms): string {
  if (with_ === without) return `In both arms service ${with_}`;
  return `${sentenceCase(candidateWords(arms))}, service ${with_}; ${baselineWords(arms)}, it ${without}`;
}

/** How it ended for one arm, as a sentence goes on after "service". */
export function endingWords(incident: Incident, isLast: boolean): string {
  const { ending, recoveredAtMs, normalFromMs, untilMs, relapses } = incident;
  switch (ending) {
    case 'unhurt':
      return 'stays normal throughout';
    case 'recovered':
      return `${recoveredWords(recoveredAtMs!, untilMs!)}${relapseWords(relapses)}`;
    case 'unproven':
      return `looks normal from ${instant(normalFromMs!)} on, too shortly before ${isLast ? 'the end of the run' : 'the next trouble'} to be sure`;
    case 'relapsing':
      return `is normal again ${timesWords(relapses)}, and falls back${relapses === 1 ? '' : ' each time'}`;
    case 'not recovered':
      return isLast
        ? 'never recovers within the run'
        : 'has not recovered when the next trouble begins';
    case 'too short':
      return isLast
        ? 'has too few orders left in the run to tell whether it recovers'
        : 'has too few orders before the next trouble to tell whether it recovers';
    case 'lasting':
      if (recoveredAtMs !== null)
        return `is normal again at ${instant(recoveredAtMs)}, under the trouble`;
      return relapses === 0
        ? 'stays below normal'
        : `is below normal when the run ends, having been normal again ${timesWords(relapses)}`;
    case 'down before':
      return 'was down before it began';
  }
}

function recoveredWords(recoveredAtMs: number, untilMs: number): string {
  const afterMs = recoveredAtMs - untilMs;
  if (afterMs >= 1) return `is normal again ${span(afterMs)} after its end`;
  return afterMs > -1_000
    ? 'is normal again as the trouble ends'
    : `is normal again ${span(-afterMs)} before its end`;
}

function relapseWords(relapses: number): string {
  return relapses === 0 ? '' : `, having fallen back ${timesWords(relapses)}`;
}

function timesWords(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${decimal(count)} times`;
}
