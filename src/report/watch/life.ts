import { HAPPENING, type Happening, type HappeningCode } from '../../model/diary.ts';
import { OUTCOME } from '../../model/outcome.ts';
import { BREAKER_STATES } from '../../resilience/breaker/state.ts';
import { count, duration, instant, money } from '../figures.ts';
import type { Look } from '../terminal-chart/look.ts';
import type { OrderLife } from './view.ts';

/** To the ms: who follows a call computes with it. */
const DECIMALS = 3;

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

function sentence({ what, value, atMs }: Happening, began: number | undefined, look: Look): string {
  const text = WORDS[what](value);
  if (what === HAPPENING.ended && began !== undefined) {
    return colouring(what, value, look)(`${text}, after ${duration(atMs - began)}`);
  }
  return colouring(what, value, look)(text);
}

function colouring(what: HappeningCode, value: number, look: Look): (text: string) => string {
  if (what === HAPPENING.ended || what === HAPPENING.answered) {
    return value === OUTCOME.successful ? look.good : look.bad;
  }
  if (what === HAPPENING.blocked) return look.warning;
  if (what === HAPPENING.gaveUp || what === HAPPENING.refused) return look.bad;
  return (text) => text;
}

const ORDER_ENDS: Readonly<Record<number, string>> = {
  [OUTCOME.successful]: 'paid',
  [OUTCOME.declined]: 'declined',
  [OUTCOME.failed]: 'failed',
  [OUTCOME.timedOut]: 'failed',
  [OUTCOME.blocked]: 'blocked',
  [OUTCOME.rejected]: 'rejected: every worker busy, the backlog full',
  [OUTCOME.deferred]: 'deferred',
};

const ANSWERS: Readonly<Record<number, string>> = {
  [OUTCOME.successful]: 'paid',
  [OUTCOME.declined]: 'declined',
  [OUTCOME.failed]: 'an error',
};

const WORDS: Readonly<Record<HappeningCode, (value: number) => string>> = {
  [HAPPENING.arrived]: (cents) => `arrives, worth ${money(cents)}`,
  [HAPPENING.waitsForWorker]: (number) => `no worker is free: waits as number ${count(number)}`,
  [HAPPENING.taken]: (busy) => `a worker takes it, ${count(busy)} now busy`,
  [HAPPENING.allowed]: allowed,
  [HAPPENING.blocked]: blocked,
  [HAPPENING.sent]: (call) => `call ${count(call)} goes to the PaymentService`,
  [HAPPENING.queued]: (number) => `all its capacity is taken: queues as number ${count(number)}`,
  [HAPPENING.began]: (busy) => `the payment begins, ${count(busy)} now in progress`,
  [HAPPENING.refused]: () => 'the PaymentService turns the payment away',
  [HAPPENING.hung]: () => 'the PaymentService takes the payment, and will never answer',
  [HAPPENING.charged]: (times) =>
    times === 1 ? 'the card is charged' : `the card is charged again: ${count(times)} times now`,
  [HAPPENING.answered]: (outcome) => `the answer is there: ${ANSWERS[outcome] ?? 'an error'}`,
  [HAPPENING.gaveUp]: () => 'the timeout strikes; the payment goes on, unheard',
  [HAPPENING.unheard]: (outcome) =>
    `the answer nobody waits for any more: ${ANSWERS[outcome] ?? 'an error'}`,
  [HAPPENING.waitsToRetry]: (ms) => `waits ${duration(ms)} to try again, and keeps its worker`,
  [HAPPENING.ended]: (outcome) => `the order ends: ${ORDER_ENDS[outcome] ?? 'failed'}`,
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
