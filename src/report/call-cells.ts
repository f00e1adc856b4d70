import type { CallRecord, CallWay } from '../experiment/call-record.ts';
import { circuitWords, UNNAMED } from './breaker-words.ts';
import { count, instant } from './figures.ts';

/** What is told of a call, for those who follow by hand. */
export const CALL_HEAD = ['at', 'order', 'call', 'before', 'outcome', 'after', 'why'] as const;

/** A call in words, by the heads of its columns; a state is null where there is no breaker. */
export function callCells(record: CallRecord) {
  return {
    at: callInstant(record.atMs),
    order: count(record.order),
    call: String(record.call),
    before: record.stateBefore,
    outcome: record.outcome,
    after: record.stateAfter,
    why: whyOf(record),
  } satisfies Record<(typeof CALL_HEAD)[number], string | null>;
}

/** To the ms, because a reader who follows by hand computes with them. */
export function callInstant(atMs: number): string {
  return instant(atMs, 3);
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
