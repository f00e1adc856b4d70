import { decimal, durationText } from '../../kernel/quantity-text.ts';
import { ARM } from '../../scenario/arm-names.ts';
import type { ArmResult } from '../result.ts';

/** Baseline and candidate. */
export type Arms = readonly [ArmResult, ArmResult];

export const orders = (count: number): string =>
  `${decimal(count)} ${count === 1 ? 'order' : 'orders'}`;

/** In whole units of the currency. */
export const money = (cents: number): string => decimal(Math.round(cents / 100));

export const wasOrWere = (count: number): string => (count === 1 ? 'was' : 'were');

export const isOrAre = (count: number): string => (count === 1 ? 'is' : 'are');

/** A span as people tell it: `340ms`, `3.4s`, `1m52s`. */
export function span(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}ms`;
  const tenths = Math.round(ms / 100) * 100;
  return durationText(tenths < 60_000 ? tenths : Math.round(ms / 1_000) * 1_000);
}

/** An instant of the run, to the tenth of a second. */
export function instant(ms: number): string {
  return ms === 0 ? 'the start' : durationText(Math.round(ms / 100) * 100);
}

/**
 * Whether the arms differ by their breakers alone, as those that need no naming do: then "it" is the breaker.
 * Else each arm goes by its name.
 */
export function differByBreaker([baseline, candidate]: Arms): boolean {
  return (
    baseline.name === ARM.without &&
    candidate.name === ARM.with &&
    baseline.changes === undefined &&
    candidate.changes === undefined
  );
}

/** `with it`, or `with "quicker"`. */
export function candidateWords(arms: Arms): string {
  return differByBreaker(arms) ? 'with it' : `with ${named(arms[1])}`;
}

/** `without`, or what stands in the breaker's place: `with a throttle in its place`; or `with "today"`. */
export function baselineWords(arms: Arms): string {
  const [baseline] = arms;
  if (!differByBreaker(arms)) return `with ${named(baseline)}`;
  const { instead } = baseline;
  return instead === undefined ? 'without' : `with ${withArticle(instead)} in its place`;
}

/** An arm by its name, in prose. */
export function named({ name }: ArmResult): string {
  return `"${name}"`;
}

export function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** What makes the difference between the arms, as the subject of a sentence in the singular. */
export function subjectOf(arms: Arms): string {
  const [, candidate] = arms;
  return differByBreaker(arms) ? breakerOf(candidate) : named(candidate);
}

/** The breakers of an arm, as the subject of a sentence in the singular. */
export function breakerOf({ breakers = [] }: ArmResult): string {
  if (breakers.length < 2) return 'The breaker';
  const [first] = breakers;
  const isChain = breakers.every(
    ({ link }) => link?.from === first!.link?.from && link?.to === first!.link?.to,
  );
  return `The ${isChain ? 'chain' : 'set'} of ${decimal(breakers.length)} breakers`;
}

export function sentenceCase(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
