import type { Tick } from '../../experiment/result.ts';
import { shortCount } from '../figures.ts';
import { type Paint, stateColour } from '../paint.ts';
import { FIGURES, type TickFigure } from '../tick-figure.ts';

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

const successful = counted(FIGURES.successful);
const failed = counted(FIGURES.failed);
const blocked = { ...counted(FIGURES.blocked), ofBreaker: true };
const timedOut = counted(FIGURES.timedOut);
const arrived = counted(FIGURES.arrived);
const paid = counted(FIGURES.paid);
const rejected = counted(FIGURES.rejected);
const queued = counted(FIGURES.queued);
const p95: Column = { ...FIGURES.p95, ofBreaker: false, colour: (_paint, _tick, padded) => padded };

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

/** Of many arms: what they are compared by. */
const AMONG_MANY: readonly Column[] = [state, failed, paid];

/** The choices of columns for so many arms, from the widest down to what must be there. */
export function columnChoices(arms: number): Column[][] {
  const base = arms === 1 ? WHERE_ALONE : SIDE_BY_SIDE;
  const among = [IN_ORDER.filter((column) => AMONG_MANY.includes(column))];
  return [...choicesFrom(base), ...(arms > 2 ? among : [])];
}

function choicesFrom(base: readonly Column[]): Column[][] {
  return Array.from({ length: EXTRAS.length + 1 }, (_, dropped) => {
    const extras = EXTRAS.slice(0, EXTRAS.length - dropped);
    return IN_ORDER.filter((column) => base.includes(column) || extras.includes(column));
  });
}

function counted({ header, value }: TickFigure): Column {
  return {
    header,
    ofBreaker: false,
    text: (tick) => shortCount(value(tick) ?? 0),
    colour: (paint, tick, padded) => (value(tick) === 0 ? paint.faint(padded) : padded),
  };
}
