import { decimal } from '../../kernel/quantity-text.ts';
import { percent, yearsText } from '../verdict/economics.ts';
import { money } from '../verdict/words.ts';
import { COST, type ReturnsReading } from './economics.ts';
import type { ArmReading } from './study.ts';

const RECOVERY = 'economics.meanTimeToRecoveryMs';

/**
 * What the arms bring in money, and how sure that is: a sentence an arm, and one for each whose bills are cut off
 * by the end of the run. Nothing where the scenario names no prices.
 */
export function economicsVerdict(arms: readonly ArmReading[], currency = ''): string[] {
  const others = arms.slice(1);
  const isByKind = others.some(({ economics }) => economics?.mean.perYear === null);
  const level = others.length === 1 ? 'at 95 %' : 'at 95 % for all arms at once';
  return [
    ...others.flatMap(({ name, economics }) =>
      economics === undefined
        ? []
        : [`In money, ${savingWords(named(name), economics, level, currency)}`],
    ),
    ...(isByKind
      ? ['Incidents are given by kind: what a year of them costs, blackfriday chaos tells.']
      : []),
    ...arms.flatMap(floorSentence),
  ];
}

function savingWords(
  arm: string,
  { mean, interval, horizonYears }: ReturnsReading,
  level: string,
  currency: string,
): string {
  const saving = mean.savingPerIncidentCents;
  const amount = `${money(Math.abs(saving))}${currency === '' ? '' : ` ${currency}`}`;
  if (interval === null) return `one seed tells no saving of ${arm} from chance.`;
  const { worst, best } = interval;
  const [least, most] = [worst.savingPerIncidentCents, best.savingPerIncidentCents];
  if (least <= 0 && most >= 0) {
    return `no saving can be told of ${arm}: ${money(least)} to ${money(most)} an incident, ${level}.`;
  }
  const isSaved = saving > 0;
  const ends = isSaved ? [least, most] : [-most, -least];
  const less = `an incident costs ${amount} ${isSaved ? 'less' : 'more'} ${arm} (${money(ends[0]!)} to ${money(ends[1]!)}, ${level})`;
  const years = [worst, mean, best].map(({ perYear }) => perYear);
  const returns = years.map((year) => year?.returnOnInvestment);
  const [low, middle, high] = returns.map((share) =>
    typeof share === 'number' ? percent(share) : '',
  );
  if (low === '') return `${less}.`;
  const [slow, usual, fast] = years.map((year) => paybackText(year!.paybackYears));
  return `${less}; it returns ${middle} within ${decimal(horizonYears)} years (${low} to ${high}), and pays for itself after ${usual}${fast === slow ? '' : ` (${fast} to ${slow})`}.`;
}

/** Where an arm had not recovered when the run ended, its bill is a floor. */
function floorSentence({ name, metrics }: ArmReading): string[] {
  const [billed, recovered] = [COST, RECOVERY].map((path) => metrics[path]?.seeds ?? 0);
  const open = billed! - recovered!;
  if (open <= 0) return [];
  return [
    `In ${decimal(open)} of ${decimal(billed!)} seeds service is not back to normal ${named(name)} when the run ends: what an incident costs there is at least what is told.`,
  ];
}

function paybackText(years: number | null): string {
  return years === null ? 'never' : yearsText(years);
}

/** Names that are words of the sentence read on without marks. */
function named(name: string): string {
  return /^with(?:out)? breaker$/.test(name) ? name : `with "${name}"`;
}
