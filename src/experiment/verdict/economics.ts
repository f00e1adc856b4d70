import { decimal } from '../../kernel/quantity-text.ts';
import type { Economics } from '../../scenario/economics.ts';
import type { Returns } from '../economics/returns.ts';
import { type Arms, baselineWords, candidateWords, money, sentenceCase } from './words.ts';

const DAYS_IN_A_YEAR = 365;
/** Longer is no plan. */
const MOST_YEARS = 100;

/** What the comparison comes to in money, a few sentences that stand by themselves. */
export function economicsSentences(returns: Returns, economics: Economics, arms: Arms): string[] {
  const { perYear, breakEvenIncidentsPerYear } = returns;
  return [
    incidentSentence(returns, economics, arms),
    perYear === null
      ? 'Incidents are given by kind: what a year of them costs, blackfriday chaos tells.'
      : yearSentence(perYear, economics),
    breakEvenSentence(breakEvenIncidentsPerYear, economics),
    floorSentence(arms),
  ].filter((sentence) => sentence !== '');
}

function incidentSentence(
  { savingPerIncidentCents: saving }: Returns,
  { currency }: Economics,
  arms: Arms,
): string {
  const [baseline, candidate] = arms.map(({ totals }) => totals.economics!.costPerIncidentCents!);
  const costs = `An incident costs ${money(baseline!)} ${baselineWords(arms)}, ${money(candidate!)} ${candidateWords(arms)}`;
  if (money(Math.abs(saving)) === '0') return `${costs}: the same.`;
  return `${costs}: ${amount(Math.abs(saving), currency)} ${saving > 0 ? 'less' : 'more'}.`;
}

function yearSentence(
  { savingCents, returnOnInvestment, paybackYears }: NonNullable<Returns['perYear']>,
  economics: Economics,
): string {
  const { currency, incidentsPerYear, build, running, horizon } = economics;
  const number = Number(incidentsPerYear);
  const ofYear = `${decimal(number)} ${number === 1 ? 'incident' : 'incidents'} a year`;
  const saved = `${amount(Math.abs(savingCents), currency)} a year ${savingCents < 0 ? 'lost' : 'saved'}`;
  const price = [
    ...(build > 0 ? [`${amount(100 * build, currency)} to build`] : []),
    ...(running > 0 ? [`${amount(100 * running, currency)} a year to run`] : []),
  ].join(' and ');
  if (returnOnInvestment === null) return `At ${ofYear}: ${saved}, at no price.`;
  const paid =
    paybackYears === null
      ? 'it never pays for itself'
      : `it pays for itself ${after(paybackYears)}`;
  return `At ${ofYear}: ${saved}, for ${price}; ${paid}, and returns ${percent(returnOnInvestment)} within ${decimal(horizon)} ${horizon === 1 ? 'year' : 'years'}.`;
}

function breakEvenSentence(incidents: number | null, { build, running }: Economics): string {
  if (build === 0 && running === 0) return '';
  if (incidents === null) return 'No number of incidents a year would pay for it.';
  return `It pays from ${decimal(incidents, incidents < 1 ? 3 : 1)} incidents a year on.`;
}

/** Where service had not recovered, the end of the run is the end of the bill. */
function floorSentence(arms: Arms): string {
  const [baseline, candidate] = arms.map(
    ({ totals }) => totals.economics!.meanTimeToRecoveryMs === null,
  );
  const where = [
    ...(candidate === true ? [candidateWords(arms)] : []),
    ...(baseline === true ? [baselineWords(arms)] : []),
  ].join(' and ');
  if (where === '') return '';
  return `${sentenceCase(where)}, service is not back to normal when the run ends: what an incident costs there is known up to then only, and is at least that.`;
}

/** `1,234 EUR` */
function amount(cents: number, currency: string): string {
  return `${money(cents)}${currency === '' ? '' : ` ${currency}`}`;
}

function after(years: number): string {
  return years === 0 ? 'at once' : `after ${yearsText(years)}`;
}

/** How long, as people budget: `2 days`, `5 months`, `3.4 years`. */
export function yearsText(years: number): string {
  const days = years * DAYS_IN_A_YEAR;
  if (days < 1) return 'less than a day';
  if (days < 60) return counted(Math.round(days), 'day');
  if (years < 2) return counted(Math.round(12 * years), 'month');
  return years > MOST_YEARS ? `more than ${MOST_YEARS} years` : `${decimal(years, 1)} years`;
}

/** A return in hundredths, of which the last matter little: `420 %`, `-35 %`. */
export function percent(share: number): string {
  return `${decimal(100 * share, 0)} %`;
}

function counted(number: number, what: string): string {
  return `${decimal(number)} ${what}${number === 1 ? '' : 's'}`;
}
