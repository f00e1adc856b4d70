import type { BreakerWatch } from '../books/breaker-watch.ts';
import type { Ledger } from '../books/ledger.ts';
import type { Better, Fold, Line, Metric, Unit } from './metric.ts';

/** Some of the breakers of an arm. */
export interface Watched {
  readonly watches: readonly BreakerWatch[];
}

/** The breakers of one pipeline, the outermost first, and what the books say of those they blocked. */
export interface Breakers extends Watched {
  readonly blockedWhileFit: Ledger['blockedWhileFit'];
}

function row<Of extends Watched = Breakers>(
  unit: Unit,
  fold: Fold,
  better: Better,
  meaning: string,
  read: (breakers: Of) => number,
  line?: Line,
): Metric<Of, number> {
  return { unit, fold, better, meaning, read, ...(line !== undefined && { line }) };
}

const sum = ({ watches }: Watched, of: (watch: BreakerWatch) => number): number =>
  watches.reduce((total, watch) => total + of(watch), 0);

/** Those whose breakers have as many circuits are taken together. */
function perInstance({ watches }: Watched): number {
  const opens = new Map<number, number>();
  for (const watch of watches) {
    opens.set(watch.shares, (opens.get(watch.shares) ?? 0) + watch.opens);
  }
  return [...opens].reduce((all, [shares, number]) => all + number / shares, 0);
}

/** Of means over circuits, where there are several. */
function several(label: string): NonNullable<Line['several']> {
  return { label, unlike: ['openMs', 'openMsInSum'] };
}

export const BREAKER = {
  opens: row<Watched>(
    'count',
    'whole',
    null,
    'times that a breaker opened, over all circuits',
    (of) => sum(of, ({ opens }) => opens),
    { label: 'opened' },
  ),
  opensPerInstance: row<Watched>(
    'count',
    'average',
    null,
    'times that the breakers that one instance goes by opened, as a mean',
    perInstance,
    { label: 'opened per instance', unlessSame: 'opens' },
  ),
  openMs: row<Watched>(
    'ms',
    'average',
    null,
    'time spent open, as a mean over the circuits, which are one an instance unless it is said otherwise',
    (of) => sum(of, (watch) => watch.meanTimeIn('open')),
    { label: 'open', several: several('open, each circuit') },
  ),
  openMsInSum: row<Watched>(
    'ms',
    'whole',
    null,
    'time spent open, added up over the circuits',
    (of) => sum(of, (watch) => watch.circuitCount * watch.meanTimeIn('open')),
    { label: 'open in sum', unlessSame: 'openMs' },
  ),
  halfOpenMs: row<Watched>(
    'ms',
    'average',
    null,
    'time spent half-open, as a mean over the circuits',
    (of) => sum(of, (watch) => watch.meanTimeIn('half-open')),
    { label: 'half-open', several: several('half-open, each') },
  ),
  firstOpenMs: {
    unit: 'ms',
    fold: 'whole',
    better: null,
    meaning: 'the instant at which a breaker first opened; nothing where none did',
    mayLack: true,
    read: ({ watches }: Watched): number | null => {
      const first = Math.min(...watches.map(({ firstOpenMs }) => firstOpenMs));
      return Number.isFinite(first) ? first : null;
    },
  },
  blockedWhileFitOrders: row(
    'count',
    'whole',
    'less',
    'orders blocked while the service was fit to answer: capacity free, no trouble in force',
    ({ blockedWhileFit }) => blockedWhileFit.orders,
    { label: 'blocked while fit' },
  ),
  blockedWhileFitCents: row(
    'cents',
    'whole',
    'less',
    'money of the orders blocked while the service was fit to answer',
    ({ blockedWhileFit }) => blockedWhileFit.amountCents,
  ),
  blockedWhileFitMs: row(
    'ms',
    'average',
    'less',
    'time in which the breaker blocked orders though the service was fit, as a mean over the circuits',
    (of) => sum(of, (watch) => watch.blockedWhileFitMs),
    { label: 'closed late by', several: several('closed late, each') },
  ),
} as const;

/** What is told of the breakers on one link. */
export const LINK_BREAKER = {
  opens: BREAKER.opens,
  openMs: BREAKER.openMs,
  openMsInSum: BREAKER.openMsInSum,
  halfOpenMs: BREAKER.halfOpenMs,
  firstOpenMs: BREAKER.firstOpenMs,
} as const;
