import type { CallRecord } from '../../experiment/call-record.ts';
import type { Transition } from '../../experiment/result.ts';
import { whose } from '../breaker-words.ts';
import { CALL_HEAD, callCells, callInstant } from '../call-cells.ts';
import { type Paint, stateColour } from '../paint.ts';

const WIDTHS = { time: 9, order: 6, call: 4, state: 9, outcome: 10 };

/** The head of the list of calls: written as they happen, so its columns are fixed. */
export function callListHeader(paint: Paint): string {
  const [at, order, call, before, outcome, after, why] = CALL_HEAD;
  const cells = [
    at.padStart(WIDTHS.time),
    order.padStart(WIDTHS.order),
    call.padStart(WIDTHS.call),
    before.padEnd(WIDTHS.state),
    outcome.padEnd(WIDTHS.outcome),
    after.padEnd(WIDTHS.state),
    why,
  ];
  return paint.faint(cells.join('  '));
}

export function callLine(record: CallRecord, paint: Paint): string {
  const { at, order, call, why } = callCells(record);
  const cells = [
    at.padStart(WIDTHS.time),
    order.padStart(WIDTHS.order),
    call.padStart(WIDTHS.call),
    stateCell(record.stateBefore, paint),
    outcomeCell(record.outcome, paint),
    stateCell(record.stateAfter, paint),
    paint.words(why),
  ];
  return cells.join('  ').trimEnd();
}

/** Only what time does to the breaker: what a call does, its own line tells. */
export function* betweenCalls(transition: Transition, paint: Paint): Generator<string> {
  const { atMs, from, to, reason } = transition;
  if (from !== 'open') return;
  const cells = [
    callInstant(atMs).padStart(WIDTHS.time),
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
