import type { Tick } from '../../experiment/result.ts';
import { duration, shortCount } from '../figures.ts';
import { type Paint, stateColour } from '../paint.ts';

/** One column of an arm's pane in the tick table. */
export interface Column {
  readonly header: string;
  /** Means something only where the arm has a breaker. */
  readonly ofBreaker: boolean;
  text(tick: Tick): string;
  /** The text, already padded, in its colour. */
  colour(paint: Paint, tick: Tick, padded: string): string;
}

const state: Column = {
  header: 'state',
  ofBreaker: true,
  text: (tick) => tick.state ?? '',
  colour: (paint, tick, padded) =>
    tick.state === null ? padded : stateColour(paint, tick.state)(padded),
};

const successful = counted('successful', (tick) => tick.calls.successful);
const failed = counted('failed', (tick) => tick.calls.failed);
const blocked = { ...counted('blocked', (tick) => tick.calls.blocked), ofBreaker: true };
const timedOut = counted('timed out', (tick) => tick.calls.timedOut);
const arrived = counted('arrived', (tick) => tick.orders.arrived);
const paid = counted('paid', (tick) => tick.orders.paid);
const rejected = counted('rejected', (tick) => tick.orders.rejected);
const queued = counted('queued', (tick) => tick.paymentService.queued);

const p95: Column = {
  header: 'p95',
  ofBreaker: false,
  text: (tick) => (tick.latencyMs === null ? '' : duration(tick.latencyMs.p95)),
  colour: (_paint, _tick, padded) => padded,
};

/** From left to right: calls, then orders, then the PaymentService. */
const IN_ORDER = [
  state,
  successful,
  failed,
  timedOut,
  blocked,
  arrived,
  paid,
  rejected,
  p95,
  queued,
];

const WHERE_ALONE: readonly Column[] = [state, successful, failed, blocked, paid, p95];
const SIDE_BY_SIDE: readonly Column[] = [state, successful, failed, blocked];

/** What a wider screen shows besides, the most wanted first. */
const EXTRAS: readonly Column[] = [paid, p95, queued, arrived, timedOut, rejected];

/** The choices of columns for so many arms, from the widest down to what must be there. */
export function columnChoices(arms: number): Column[][] {
  const base = arms === 1 ? WHERE_ALONE : SIDE_BY_SIDE;
  return Array.from({ length: EXTRAS.length + 1 }, (_, dropped) => {
    const extras = EXTRAS.slice(0, EXTRAS.length - dropped);
    return IN_ORDER.filter((column) => base.includes(column) || extras.includes(column));
  });
}

function counted(header: string, value: (tick: Tick) => number): Column {
  return {
    header,
    ofBreaker: false,
    text: (tick) => shortCount(value(tick)),
    colour: (paint, tick, padded) => (value(tick) === 0 ? paint.faint(padded) : padded),
  };
}
