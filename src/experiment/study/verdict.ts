import { decimal } from '../../kernel/quantity-text.ts';
import { ARM } from '../../scenario/arm-names.ts';
import type { DifferenceReading, MetricReading } from './reading.ts';
import { SERVED, SERVED_CENTS } from './rows.ts';
import type { ArmReading } from './study.ts';

/** What a study came to, each arm against the first, with how sure it is of it. */
export function studyVerdict([baseline, ...others]: readonly ArmReading[]): string[] {
  if (baseline === undefined) return [];
  const sentences = others.map((arm) => servedSentence(arm, baseline, others.length));
  return [...sentences, collapseSentence([baseline, ...others])].filter((one) => one !== '');
}

function servedSentence(arm: ArmReading, baseline: ArmReading, arms: number): string {
  const orders = arm.differences![SERVED]!;
  const money = arm.differences![SERVED_CENTS]!;
  const isBreaker = arms === 1 && baseline.name === ARM.without && arm.name === ARM.with;
  const subject = isBreaker ? 'The breaker' : capital(named(arm));
  const against = isBreaker ? '' : ` against ${named(baseline)}`;
  const { better, equal, worse } = orders.betterIn!;
  const seeds = seedsOf(orders.seeds);
  if (orders.mean === null) return `No seed tells how ${named(arm)} compares yet.`;
  if (equal === orders.seeds) {
    return isBreaker
      ? `The breaker makes no difference: as many orders are paid without it, in each of ${seeds}.`
      : `${subject} pays as many orders as ${named(baseline)}, in each of ${seeds}.`;
  }
  if (orders.interval === null) {
    return `${subject} pays ${signed(orders.mean, orders)} orders${against}; one seed cannot tell that from chance.`;
  }
  const level = arms === 1 ? '95 %' : '95 % for all arms at once';
  if (orders.verdict === '~') {
    const between = isBreaker
      ? 'with and without breaker'
      : `between ${named(arm)} and ${named(baseline)}`;
    return `No difference can be told ${between}: ${signed(orders.mean, orders)} ± ${half(orders)} orders (${level}), more in ${decimal(better)} of ${seeds} and fewer in ${decimal(worse)}.`;
  }
  const gains = orders.mean > 0;
  const amounts = `${rounded(Math.abs(orders.mean), orders)} ± ${half(orders)} orders${moneyWords(orders, money)}`;
  const often = decimal(gains ? better : worse);
  return `${subject} ${gains ? 'saves' : 'loses'} ${amounts} (${level})${against}, in ${often} of ${seeds}.`;
}

/** Where it points the same way, and is as sure. */
function moneyWords(
  orders: DifferenceReading,
  { verdict, mean, interval }: DifferenceReading,
): string {
  if (verdict !== orders.verdict || mean === null || interval === null) return '';
  const reach = (interval.high - interval.low) / 2;
  return ` and ${inMoney(Math.abs(mean), reach)} ± ${inMoney(reach, reach)} in money`;
}

/** Where some arm never recovers in some seed. */
function collapseSentence(arms: readonly ArmReading[]): string {
  const told = arms.flatMap(({ name, facts }) => {
    const { yes, of, interval } = facts.collapses!;
    return interval === null ? [] : [{ name, yes, of, interval }];
  });
  if (told.every(({ yes }) => yes === 0)) return '';
  const words = told.map(({ name, yes, of, interval }) => {
    const [low, high] = [Math.floor(100 * interval.low), Math.ceil(100 * interval.high)];
    return `in ${decimal(yes)} of ${seedsOf(of)} ${place(name)} (${low} to ${high} % of all)`;
  });
  return `Service collapses ${words.join(', ')}.`;
}

/** Names that are words of the sentence read on without marks. */
function named({ name }: ArmReading): string {
  return isOwn(name) ? name : `"${name}"`;
}

function place(name: string): string {
  return isOwn(name) ? name : `with "${name}"`;
}

function isOwn(name: string): boolean {
  return name === ARM.with || name === ARM.without;
}

function halfOf({ interval }: MetricReading): number {
  return interval === null ? 0 : (interval.high - interval.low) / 2;
}

/** Both to the second figure of the half-width: no more is known. */
function half(reading: MetricReading): string {
  return rounded(halfOf(reading), reading);
}

function rounded(value: number, reading: MetricReading): string {
  const step = stepOf(halfOf(reading));
  return decimal(Math.round(value / step) * step);
}

function signed(value: number, reading: MetricReading): string {
  const words = rounded(Math.abs(value), reading);
  return `${value < 0 && words !== '0' ? '−' : '+'}${words}`;
}

function stepOf(half: number): number {
  if (half === 0) return 0.1;
  return 10 ** (Math.floor(Math.log10(half)) - 1);
}

function inMoney(cents: number, reachCents: number): string {
  const step = Math.max(1, stepOf(reachCents / 100));
  return decimal(Math.round(cents / 100 / step) * step);
}

function seedsOf(count: number): string {
  return `${decimal(count)} ${count === 1 ? 'seed' : 'seeds'}`;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
