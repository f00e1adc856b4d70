import type { CallRecord, CallWay } from '../../experiment/call-record.ts';
import type { Transition } from '../../experiment/result.ts';
import { circuitWords, UNNAMED, whose } from '../breaker-words.ts';
import { count, instant } from '../figures.ts';
import { type Paint, stateColour } from '../paint.ts';

/** To the ms, because a reader who follows by hand computes with them. */
const DECIMALS = 3;
const WIDTHS = { time: 9, order: 6, call: 4, state: 9, outcome: 10 };

/** The head of the list of calls: written as they happen, so its columns are fixed. */
export function callListHeader(paint: Paint): string {
  const cells = [
    'at'.padStart(WIDTHS.time),
    'order'.padStart(WIDTHS.order),
    'call'.padStart(WIDTHS.call),
    'before'.padEnd(WIDTHS.state),
    'outcome'.padEnd(WIDTHS.outcome),
    'after'.padEnd(WIDTHS.state),
    'why',
  ];
  return paint.faint(cells.join('  '));
}

export function callLine(record: CallRecord, paint: Paint): string {
  const cells = [
    instant(record.atMs, DECIMALS).padStart(WIDTHS.time),
    count(record.order).padStart(WIDTHS.order),
    String(record.call).padStart(WIDTHS.call),
    stateCell(record.stateBefore, paint),
    outcomeCell(record.outcome, paint),
    stateCell(record.stateAfter, paint),
    paint.words(whyOf(record)),
  ];
  return cells.join('  ').trimEnd();
}

/** Why, after whom it is told of where that is not plain: `backup service: inner: 2 failures`. */
function whyOf({ service, breaker, why, way }: CallRecord): string {
  const parts = way === undefined ? [service, breaker] : [linkWords(way), circuitOf(breaker, way)];
  return [...parts, why].filter((words) => words !== undefined && words !== '').join(': ');
}

/** `checkout #2 to stripe #1` */
function linkWords({ from, to }: CallWay): string {
  return `${placeWords(from)} to ${placeWords(to)}`;
}

function placeWords({ service, instance }: CallWay['from']): string {
  return instance === null ? service : `${service} #${instance}`;
}

/** Of a graph a breaker goes by its link, which is told of already, and by which of its circuits it is. */
function circuitOf(breaker: string | undefined, { circuit }: CallWay): string {
  const name = breaker === undefined || breaker === UNNAMED ? [] : [breaker];
  const { instance: _, ...others } = circuit;
  return [...name, ...circuitWords(others)].join(', ');
}

/** Only what time does to the breaker: what a call does, its own line tells. */
export function* betweenCalls(transition: Transition, paint: Paint): Generator<string> {
  const { atMs, from, to, reason } = transition;
  if (from !== 'open') return;
  const cells = [
    instant(atMs, DECIMALS).padStart(WIDTHS.time),
    ''.padStart(WIDTHS.order),
    ''.padStart(WIDTHS.call),
    stateCell(from, paint),
    ''.padEnd(WIDTHS.outcome),
    stateCell(to, paint),
    paint.words([...whoseWords(transition), reason].join(': ')),
  ];
  yield cells.join('  ').trimEnd();
}

/** Of a graph with one breaker, nothing need be said. */
function whoseWords(transition: Transition): string[] {
  const words = whose(transition).join(', ');
  return words === '' ? [] : [words];
}

function stateCell(state: CallRecord['stateBefore'], paint: Paint): string {
  if (state === null) return paint.signs.dash.padEnd(WIDTHS.state);
  return stateColour(paint, state)(state.padEnd(WIDTHS.state));
}

function outcomeCell(outcome: CallRecord['outcome'], paint: Paint): string {
  const padded = outcome.padEnd(WIDTHS.outcome);
  if (outcome === 'successful') return paint.good(padded);
  return outcome === 'blocked' ? paint.warning(padded) : paint.bad(padded);
}
