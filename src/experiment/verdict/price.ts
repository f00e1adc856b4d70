import { decimal } from '../../kernel/quantity-text.ts';
import type { ArmResult, Comparison } from '../result.ts';
import {
  type Arms,
  baselineWords,
  breakerOf,
  candidateWords,
  differByBreaker,
  isOrAre,
  money,
  named,
  orders,
  span,
  wasOrWere,
} from './words.ts';

type Facts = Omit<Comparison, 'verdict'>;

/**
 * What the breaker cost, by two measures: orders that it blocked and the other arm paid, and orders that it
 * blocked while the service was fit to answer. The second holds where the other arm is no yardstick, because
 * it collapsed.
 */
export function priceSentences(facts: Facts, arms: Arms): string[] {
  const { cost, loss } = facts;
  const [, candidate] = arms;
  const { breaker, orders: ended } = candidate.totals;
  const byName = !differByBreaker(arms);
  const orderByOrder = byName ? exchangeSentence(facts, arms) : [];
  if (breaker === null) return orderByOrder;
  if (breaker.opens === 0) return [...orderByOrder, neverOpened(arms)];
  const beyond = loss.orders - cost.orders;
  const besides = (more: string) =>
    beyond === 0 || byName
      ? ''
      : ` ${orders(beyond)}${more} that ${isOrAre(beyond)} paid ${baselineWords(arms)} ${isOrAre(beyond)} not paid with it.`;
  if (ended.blocked === 0) {
    const { blocked } = candidate.totals.calls;
    const calls = blocked === 0 ? 'no call' : `${decimal(blocked)} calls, and no order ended so`;
    const fit = breaker.blockedWhileFitOrders === 0 ? [] : [fitSentence(candidate, breaker)];
    return [
      ...orderByOrder,
      `${byName ? named(candidate) : 'It'} blocked ${calls}.${besides('')}`,
      ...fit,
    ];
  }
  const paid = `${ofBlocked(cost.orders, ended.blocked)} paid ${baselineWords(arms)}${inMoney(cost)}`;
  const price = byName ? `The price of ${named(candidate)}` : 'Its price';
  return [
    ...orderByOrder,
    `${price}: ${paid}.${besides(' more')}`,
    fitSentence(candidate, breaker),
  ];
}

/** What one arm pays and the other does not: the difference hides it. */
function exchangeSentence({ gain, loss }: Facts, arms: Arms): string[] {
  if (gain.orders === 0 && loss.orders === 0) return [];
  return [
    `Order by order, ${orders(gain.orders)} ${isOrAre(gain.orders)} paid ${candidateWords(arms)} only, ${decimal(loss.orders)} ${baselineWords(arms)} only.`,
  ];
}

function neverOpened(arms: Arms): string {
  const [{ instead }, candidate] = arms;
  if (!differByBreaker(arms)) return `${breakerOf(candidate)} of ${named(candidate)} never opened.`;
  const words = `${breakerOf(candidate)} never opened`;
  return instead === undefined ? `${words}, so it cost nothing.` : `${words}.`;
}

function ofBlocked(paid: number, blocked: number): string {
  if (paid === 0) return `none of the ${orders(blocked)} that it blocked is`;
  if (paid === blocked) return `the ${orders(blocked)} that it blocked ${isOrAre(blocked)}`;
  return `of the ${orders(blocked)} that it blocked, ${decimal(paid)} ${isOrAre(paid)}`;
}

function inMoney({ amountCents }: Facts['cost']): string {
  return amountCents === 0 ? '' : ` (${money(amountCents)} in money)`;
}

type Breaker = NonNullable<ArmResult['totals']['breaker']>;

function fitSentence(candidate: ArmResult, breaker: Breaker): string {
  const { blockedWhileFitOrders: blocked, blockedWhileFitCents: cents } = breaker;
  const fit = 'while the service had capacity free and no trouble was in force';
  if (blocked === 0) return `None was blocked ${fit}.`;
  return `${orders(blocked)} (${money(cents)} in money) ${wasOrWere(blocked)} blocked ${fit}${lateWords(candidate, breaker)}.`;
}

function lateWords({ transitions }: ArmResult, breaker: Breaker): string {
  const { blockedWhileFitMs, openMs, openMsInSum } = breaker;
  if (blockedWhileFitMs < 1) return '';
  const late = span(blockedWhileFitMs);
  if (openMsInSum !== openMs) return `, over ${late} on the mean of its instances`;
  return transitions.at(-1)?.to === 'closed' ? `: it closed ${late} late in all` : `, over ${late}`;
}
