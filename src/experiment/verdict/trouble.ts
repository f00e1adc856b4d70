import { decimal } from '../../kernel/quantity-text.ts';
import type { Incident } from '../result.ts';
import { type Arms, baselineWords, instant, orders, span } from './words.ts';

/** More are told in the table only. */
const MOST_TOLD = 3;

/** What each trouble cost the arms, and how long they took to recover: the sum first. */
export function troubleSentences(arms: Arms): string[] {
  const [baseline, candidate] = arms;
  const pairs = (candidate.incidents ?? []).flatMap((incident, index): Pair[] => {
    const other = baseline.incidents?.[index];
    return other === undefined ? [] : [{ baseline: other, candidate: incident, index }];
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

function sumSentence(pairs: readonly Pair[], [baseline]: Arms): string {
  const sum = (of: (pair: Pair) => Incident): string =>
    orders(pairs.reduce((total, pair) => total + of(pair).lost.orders, 0));
  const lost = `${sum(({ candidate }) => candidate)} with it, ${sum((pair) => pair.baseline)} ${baselineWords(baseline)}`;
  return `Its ${decimal(pairs.length)} incidents cost ${lost}.`;
}

function sentence({ baseline, candidate, index }: Pair, incidents: number, arms: Arms): string {
  const [without, with_] = arms;
  const { fromMs, untilMs, cause } = candidate;
  const isLast = index === incidents - 1;
  const until = untilMs === null ? 'to the end of the run' : `to ${instant(untilMs)}`;
  const place = `The trouble from ${instant(fromMs)} ${until} (${cause})`;
  const lost = `costs ${orders(candidate.lost.orders)} with it, ${decimal(baseline.lost.orders)} ${baselineWords(without)}`;
  const [one, other] = [endingWords(candidate, isLast), endingWords(baseline, isLast)];
  const endings =
    one === other
      ? `both arms, service ${one}`
      : `${with_.name}, service ${one}; ${without.name}, ${other}`;
  return `${place} ${lost}: ${endings}.`;
}

/** How it ended for one arm, as a sentence goes on after "service". */
export function endingWords(incident: Incident, isLast: boolean): string {
  const { ending, recoveredAtMs, normalFromMs, untilMs, relapses } = incident;
  switch (ending) {
    case 'unhurt':
      return 'stays normal throughout';
    case 'recovered':
      return recoveredWords(recoveredAtMs!, untilMs!);
    case 'unproven':
      return `looks normal from ${instant(normalFromMs!)} on, too late in the run to be sure`;
    case 'relapsing':
      return `is normal again ${relapses === 1 ? 'once' : `${decimal(relapses)} times`} and falls back each time`;
    case 'not recovered':
      return isLast
        ? 'never recovers within the run'
        : 'has not recovered when the next trouble begins';
    case 'too short':
      return isLast
        ? 'has too few orders left in the run to tell whether it recovers'
        : 'has too few orders before the next trouble to tell whether it recovers';
    case 'lasting':
      return recoveredAtMs === null
        ? 'stays below normal'
        : `is normal again at ${instant(recoveredAtMs)}, under the trouble`;
    case 'down before':
      return 'was down before it began';
  }
}

function recoveredWords(recoveredAtMs: number, untilMs: number): string {
  const afterMs = recoveredAtMs - untilMs;
  if (afterMs >= 1) return `is normal again ${span(afterMs)} after it`;
  return afterMs > -1_000
    ? 'is normal again as soon as it ends'
    : `is normal again ${span(-afterMs)} before it ends`;
}
