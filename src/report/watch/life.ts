import { HAPPENING, type Happening, type HappeningCode } from '../../model/books/happening.ts';
import { LIMITS, type LimitName } from '../../model/books/link-book.ts';
import { OUTCOME, type Outcome } from '../../model/outcome.ts';
import { GATEWAY_NAME } from '../../model/topology/short-form.ts';
import { BREAKER_STATES } from '../../resilience/breaker/state.ts';
import { count, duration, instant, money } from '../figures.ts';
import type { Look } from '../terminal-chart/look.ts';
import type { OrderLife } from './view.ts';

/** To the ms: who follows a call computes with it. */
export const DECIMALS = 3;

/** One order's life, a line each thing that happened to it; the latest of them if there is no room for all. */
export function lifeLines(life: OrderLife, rows: number, look: Look): string[] {
  const { arm, order, happenings } = life;
  const heading = look.heading(`Order ${count(order)}, ${look.words(arm)}`);
  const began = happenings[0]?.what === HAPPENING.arrived ? happenings[0].atMs : undefined;
  const lines = happenings.map((happening) => {
    const at = instant(happening.atMs, DECIMALS).padStart(11);
    return `${look.faint(at)}  ${sentence(happening, began, look)}`;
  });
  const room = rows - 1;
  if (lines.length <= room) return [heading, ...lines];
  const left = lines.length - room + 1;
  const note = look.faint(`${look.signs.more.padStart(11)}  ${left} earlier`);
  return [heading, note, ...lines.slice(left)];
}

function sentence(happening: Happening, began: number | undefined, look: Look): string {
  const { what, value } = happening;
  return colouring(what, value, look)(happeningWords(happening, began));
}

/** What happened, in words. `began`: when the order came, where that is known. */
export function happeningWords(
  { what, value, atMs, service }: Happening,
  began: number | undefined,
): string {
  const text = WORDS[what](value, service);
  if (what !== HAPPENING.ended || began === undefined) return text;
  return `${text}, after ${duration(atMs - began)}`;
}

/** What ends well or badly, as its outcome is, and what is bad in itself. */
const ENDS = new Set<HappeningCode>([HAPPENING.answered, HAPPENING.ended, HAPPENING.settled]);
const BAD = new Set<HappeningCode>([
  HAPPENING.foundNoRoom,
  HAPPENING.refused,
  HAPPENING.gaveUp,
  HAPPENING.rejected,
]);

function colouring(what: HappeningCode, value: number, look: Look): (text: string) => string {
  if (ENDS.has(what)) {
    return value === OUTCOME.successful ? look.good : look.bad;
  }
  if (what === HAPPENING.blocked) return look.warning;
  if (BAD.has(what)) return look.bad;
  return (text) => text;
}

/** How an outcome is told, of a call and of an order. */
const OUTCOMES_IN_WORDS: Readonly<Record<Outcome, { call: string; order: string }>> = {
  [OUTCOME.successful]: { call: 'paid', order: 'paid' },
  [OUTCOME.declined]: { call: 'declined', order: 'declined' },
  [OUTCOME.failed]: { call: 'an error', order: 'failed' },
  [OUTCOME.refused]: { call: 'turned away', order: 'failed' },
  [OUTCOME.timedOut]: { call: 'none in time', order: 'failed' },
  [OUTCOME.blocked]: { call: 'blocked', order: 'blocked' },
  [OUTCOME.rejected]: { call: 'rejected', order: 'rejected' },
  [OUTCOME.deferred]: { call: 'deferred', order: 'deferred, to be paid later' },
  [OUTCOME.substituted]: { call: 'substituted', order: 'substituted: answered, not paid' },
};

const callWords = (outcome: number): string => OUTCOMES_IN_WORDS[outcome as Outcome].call;
export const orderWords = (outcome: number): string => OUTCOMES_IN_WORDS[outcome as Outcome].order;

export const LIMIT_WORDS: Readonly<Record<LimitName, string>> = {
  bulkhead: 'the bulkhead is full',
  rateLimit: 'the rate limit is reached',
  throttle: 'the throttle holds it back',
  concurrencyLimit: 'the concurrency limit is reached',
};

const WORDS: Readonly<Record<HappeningCode, (value: number, service: string) => string>> = {
  [HAPPENING.arrived]: (cents) => `arrives, worth ${money(cents)}`,
  [HAPPENING.waitsForWorker]: (number) => `no worker is free: waits as number ${count(number)}`,
  [HAPPENING.foundNoRoom]: (waiting) =>
    `every worker is busy, and the backlog full: ${count(waiting)} wait`,
  [HAPPENING.taken]: (busy) => `a worker takes it, ${count(busy)} now busy`,
  [HAPPENING.allowed]: allowed,
  [HAPPENING.blocked]: blocked,
  [HAPPENING.sent]: (call, service) =>
    service === GATEWAY_NAME
      ? `call ${count(call)} goes to the PaymentService`
      : `a call goes to the ${service}`,
  [HAPPENING.queued]: (number) => `all its capacity is taken: queues as number ${count(number)}`,
  [HAPPENING.began]: (busy) => `the payment begins, ${count(busy)} now in progress`,
  [HAPPENING.refused]: (_, service) => `the ${service} turns the payment away`,
  [HAPPENING.hung]: (_, service) => `the ${service} takes the payment, and will never answer`,
  [HAPPENING.charged]: (times) =>
    times === 1 ? 'the card is charged' : `the card is charged again: ${count(times)} times now`,
  [HAPPENING.answered]: (outcome) => `the answer is there: ${callWords(outcome)}`,
  [HAPPENING.gaveUp]: () => 'the timeout strikes; the payment goes on, unheard',
  [HAPPENING.unheard]: (outcome) => `the answer nobody waits for any more: ${callWords(outcome)}`,
  [HAPPENING.waitsToRetry]: (ms) => `waits ${duration(ms)} to try again, and keeps its worker`,
  [HAPPENING.rejected]: (limit) =>
    `${LIMIT_WORDS[LIMITS[limit]!]}: turned away before it is a call`,
  [HAPPENING.ended]: (outcome) => `the order ends: ${orderWords(outcome)}`,
  [HAPPENING.lost]: (_, service) => `there is no way to the ${service}`,
  [HAPPENING.answerLost]: (_, service) => `there is no way back from the ${service}`,
  [HAPPENING.settled]: (outcome) => `what was deferred is settled: ${orderWords(outcome)}`,
};

function allowed(state: number): string {
  return BREAKER_STATES[state] === 'half-open'
    ? 'the breaker is half-open: the call may go, as a probe'
    : `the breaker is ${BREAKER_STATES[state]}: the call may go`;
}

function blocked(state: number): string {
  return BREAKER_STATES[state] === 'half-open'
    ? 'the breaker is half-open and its probes are out: the call is blocked'
    : `the breaker is ${BREAKER_STATES[state]}: the call is blocked, at once`;
}
