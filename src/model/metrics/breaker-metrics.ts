import type { BreakerWatch } from '../books/breaker-watch.ts';
import type { Ledger } from '../books/ledger.ts';
import type { Better, Fold, Line, Metric, Unit } from './metric.ts';

/** The breakers of one pipeline, the outermost first, and what the books say of those they blocked. */
export interface Breakers {
  readonly watches: readonly BreakerWatch[];
  readonly instances: number;
  readonly blockedWhileFit: Ledger['blockedWhileFit'];
}

function row(
  unit: Unit,
  fold: Fold,
  better: Better,
  meaning: string,
  read: (breakers: Breakers) => number,
  line?: Line,
): Metric<Breakers, number> {
  return { unit, fold, better, meaning, read, ...(line !== undefined && { line }) };
}

const sum = ({ watches }: Breakers, of: (watch: BreakerWatch) => number): number =>
  watches.reduce((total, watch) => total + of(watch), 0);

export const BREAKER = {
  opens: row(
    'count',
    'whole',
    null,
    'times that a breaker opened, over all instances',
    (of) => sum(of, ({ opens }) => opens),
    { label: 'opened' },
  ),
  opensPerInstance: row(
    'count',
    'average',
    null,
    'times that the breakers of one instance opened, as a mean',
    (of) => sum(of, ({ opens }) => opens) / of.instances,
    { label: 'opened per instance', unlessSame: 'opens' },
  ),
  openMs: row(
    'ms',
    'average',
    null,
    'time spent open, as a mean over the instances',
    (of) => sum(of, (watch) => watch.meanTimeIn('open')),
    { label: 'open' },
  ),
  openMsInSum: row(
    'ms',
    'whole',
    null,
    'time spent open, added up over the instances',
    (of) => sum(of, (watch) => watch.circuitCount * watch.meanTimeIn('open')),
    { label: 'open in sum', unlessSame: 'openMs' },
  ),
  halfOpenMs: row(
    'ms',
    'average',
    null,
    'time spent half-open, as a mean over the instances',
    (of) => sum(of, (watch) => watch.meanTimeIn('half-open')),
    { label: 'half-open' },
  ),
  firstOpenMs: {
    unit: 'ms',
    fold: 'whole',
    better: null,
    meaning: 'the instant at which a breaker first opened; nothing where none did',
    mayLack: true,
    read: ({ watches }: Breakers): number | null => {
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
    'time in which the breaker blocked orders though the service was fit, as a mean over the instances',
    (of) => sum(of, (watch) => watch.blockedWhileFitMs),
    { label: 'closed late by' },
  ),
} as const;
