import { decimal } from '../../../kernel/quantity-text.ts';
import { percent, yearsText } from '../../verdict/economics.ts';
import { money } from '../../verdict/words.ts';
import type { Summed } from '../statistics/weighted-sum.ts';
import type { ChaosMoney, YearAgainst } from './chaos-money.ts';
import { inArm } from './kept-account.ts';

/** What a year of incidents costs, and what each arm saves of it: a sentence for all, and one an arm. */
export function moneyVerdict(told: ChaosMoney | undefined, arms: readonly string[]): string[] {
  if (told === undefined) return [];
  const { kinds, year, lacking, currency } = told;
  if (lacking.length > 0) {
    return [
      `What a year costs cannot be told: of ${lacking.join(' and ')}, which economics.incidentsPerYear counts, no incident came alone.`,
    ];
  }
  if (year === null) return [];
  const counted = kinds.flatMap(({ kind, perYear }) =>
    perYear === null || perYear === 0 ? [] : [`${decimal(perYear)} of ${kind}`],
  );
  const unit = currency === '' ? '' : ` ${currency}`;
  const costs = year.map(({ cost }, arm) => `${amount(cost)}${unit} ${inArm(arms[arm]!)}`);
  const level = arms.length > 2 ? '95 %, all arms at once' : '95 %';
  return [
    `A year of incidents, ${counted.join(' and ')}, costs ${costs.join(', ')}.`,
    ...year.flatMap(({ against }, arm) =>
      against === null ? [] : [savingWords(against, inArm(arms[arm]!), unit, level)],
    ),
  ];
}

function savingWords(
  { saving, returns, interval, horizonYears }: YearAgainst,
  arm: string,
  unit: string,
  level: string,
): string {
  const size = `${amount({ ...saving, mean: Math.abs(saving.mean) })}${unit}`;
  if (saving.interval === null || interval === null) {
    return `${capital(arm)} that is ${size} ${saving.mean < 0 ? 'more' : 'less'}, of too few incidents to tell it from chance.`;
  }
  const { low, high } = saving.interval;
  if (low <= 0 && high >= 0) {
    const sign = saving.mean < 0 ? '−' : '';
    return `No saving can be told ${arm}: ${sign}${size} a year (${level}).`;
  }
  const less = `${capital(arm)} that is ${size} ${saving.mean < 0 ? 'more' : 'less'} (${level})`;
  if (returns.returnOnInvestment === null) return `${less}, at no price.`;
  const [worst, best] = [interval.worst, interval.best];
  const back = [worst, best].map(({ returnOnInvestment }) => percent(returnOnInvestment!));
  const paid = `${paybackWords(returns.paybackYears)} (${paybackWords(best.paybackYears)} to ${paybackWords(worst.paybackYears)})`;
  return `${less}; it returns ${percent(returns.returnOnInvestment)} within ${decimal(horizonYears)} years (${back.join(' to ')}), and pays for itself after ${paid}.`;
}

/** `51,200 ± 3,100` */
function amount({ mean, interval }: Summed): string {
  if (interval === null) return money(mean);
  return `${money(mean)} ± ${money((interval.high - interval.low) / 2)}`;
}

function paybackWords(years: number | null): string {
  return years === null ? 'never' : yearsText(years);
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
