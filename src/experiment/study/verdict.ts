import { decimal } from '../../kernel/quantity-text.ts';
import type { MetricReading, ShareReading } from './reading.ts';
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
  const subject = subjectOf(arm, arms);
  const against = `against ${quoted(baseline.name)}`;
  if (orders.mean === null) return `${subject} has no seed to be compared in.`;
  const { better, equal, worse } = orders.betterIn!;
  if (orders.interval === null) {
    return `One seed tells no difference from chance: ${subject} pays ${signed(orders.mean, orders)} orders ${against}.`;
  }
  const level = arms === 1 ? '95 %' : '95 % for all arms at once';
  if (orders.verdict === '~') {
    const same = equal === orders.seeds ? ': both pay the same in every seed' : '';
    return `No difference can be told between ${quoted(arm.name)} and ${quoted(baseline.name)}${
      same === ''
        ? `: ${signed(orders.mean, orders)} ± ${half(orders)} orders (${level}), more in ${decimal(better)} of ${seedsOf(orders.seeds)}, fewer in ${decimal(worse)}`
        : same
    }.`;
  }
  const gained = orders.mean > 0;
  const verb = gained ? 'saves' : 'loses';
  const cents =
    money.verdict === orders.verdict && money.interval !== null && money.mean !== null
      ? ` and ${inMoney(Math.abs(money.mean))} ± ${inMoney(halfOf(money))} in money`
      : '';
  const often = `in ${decimal(gained ? better : worse)} of ${seedsOf(orders.seeds)}`;
  return `${subject} ${verb} ${rounded(Math.abs(orders.mean), orders)} ± ${half(orders)} orders${cents} (${level}) ${against}, ${often}.`;
}

/** Where some arm never recovers in some seed. */
function collapseSentence(arms: readonly ArmReading[]): string {
  const told = arms.map((arm) => ({ name: arm.name, fact: arm.facts.collapses! }));
  if (told.every(({ fact }) => fact.yes === 0)) return '';
  const words = told.map(({ name, fact }) => `${quoted(name)} collapses in ${shareWords(fact)}`);
  return `${capital(words.join('; '))}.`;
}

function shareWords({ yes, of, interval }: ShareReading): string {
  if (of === 0 || interval === null) return 'no seed that could tell';
  const [low, high] = [Math.floor(100 * interval.low), Math.ceil(100 * interval.high)];
  return `${decimal(yes)} of ${seedsOf(of)} (${low} to ${high} % of them, at 95 %)`;
}

function subjectOf(arm: ArmReading, arms: number): string {
  return arms === 1 && arm.name === 'with breaker' ? 'The breaker' : capital(quoted(arm.name));
}

/** Names that are words of the sentence read on without marks. */
function quoted(name: string): string {
  return /^with(?:out)? breaker$/.test(name) ? name : `"${name}"`;
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

function inMoney(cents: number): string {
  return decimal(Math.round(cents / 100));
}

function seedsOf(count: number): string {
  return `${decimal(count)} ${count === 1 ? 'seed' : 'seeds'}`;
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
