import { gravestState } from '../model/books/breaker-watch.ts';
import { type Reading, readAll } from '../model/metrics/metric.ts';
import { type Books, TICK_FLOWS, TICK_STANDS } from '../model/metrics/table.ts';
import { countsBetween } from './counts.ts';
import type { Tick } from './result.ts';

/** Counts and money since the start of the run. */
export type Flows = Reading<typeof TICK_FLOWS>;

export function flowsOf(books: Books): Flows {
  return readAll(TICK_FLOWS, books);
}

/** The tick that began at `startMs` with the flows `before`, as it stands with those of now. */
export function tickOf(startMs: number, before: Flows, now: Flows, books: Books): Tick {
  const { backup, ...stands } = readAll(TICK_STANDS, books);
  return {
    startMs,
    state: gravestState(books.breakers),
    ...flowsBetween(before, now),
    ...stands,
    ...(backup !== null && { backup }),
  };
}

export function flowsBetween(before: Flows, now: Flows): Flows {
  return {
    orders: countsBetween(before.orders, now.orders),
    calls: countsBetween(before.calls, now.calls),
    amountCents: countsBetween(before.amountCents, now.amountCents),
  };
}
