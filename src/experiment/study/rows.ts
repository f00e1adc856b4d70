import type { Better, Unit } from '../../model/metrics/metric.ts';
import { METRIC_ROWS } from '../../model/metrics/table.ts';
import type { ArmResult, Comparison } from '../result.ts';

/** What a study tells of an arm, seed by seed: a metric of the one table, or one of what the pairing of orders tells. */
export interface StudyRow {
  readonly path: string;
  readonly unit: Unit;
  readonly better: Better;
  /** One line, as a sentence goes on after the metric's name. */
  readonly meaning: string;
  /** Null where there is nothing to measure. */
  readonly read: (run: StudyRun) => number | null;
}

/** What one replication tells of one arm. */
export interface StudyRun {
  readonly arm: ArmResult;
  /** Against the baseline, order by order; null of the baseline itself. */
  readonly pairing: PairedOrders | null;
}

export type PairedOrders = Pick<Comparison, 'cost' | 'loss' | 'gain'>;

/** What a study is first of all about. */
export const SERVED = 'served.orders';
export const SERVED_SHARE = 'served.share';
export const SERVED_CENTS = 'served.amountCents';
export const ARRIVED = 'orders.arrived';

const servedOrders = ({ arm }: StudyRun): number => {
  const { paid, paidLater } = arm.totals.fate.orders;
  return paid + paidLater;
};

const SERVED_ROWS: readonly StudyRow[] = [
  {
    path: SERVED,
    unit: 'count',
    better: 'more',
    meaning: 'orders paid, at once or later',
    read: servedOrders,
  },
  {
    path: SERVED_SHARE,
    unit: 'share',
    better: 'more',
    meaning: 'the share of the orders that came that is paid, at once or later',
    read: (run) => {
      const { arrived } = run.arm.totals.orders;
      return arrived === 0 ? null : servedOrders(run) / arrived;
    },
  },
  {
    path: SERVED_CENTS,
    unit: 'cents',
    better: 'more',
    meaning: 'money of the orders paid, at once or later',
    read: ({ arm: { totals } }) => totals.amountCents.paid + totals.amountCents.paidLater,
  },
];

const PAIRS = [
  ['gain', 'more', 'that it served and the baseline did not'],
  ['loss', 'less', 'that the baseline served, and it neither served nor took for later'],
  ['cost', 'less', 'that its breaker blocked and the baseline served'],
] as const;

const PAIRED_ROWS: readonly StudyRow[] = PAIRS.flatMap(([name, better, words]): StudyRow[] => [
  {
    path: `against.${name}.orders`,
    unit: 'count',
    better,
    meaning: `orders ${words}`,
    read: ({ pairing }) => pairing?.[name].orders ?? null,
  },
  {
    path: `against.${name}.amountCents`,
    unit: 'cents',
    better,
    meaning: `money of the orders ${words}`,
    read: ({ pairing }) => pairing?.[name].amountCents ?? null,
  },
]);

/** What the incidents of a run cost together: known where the scenario names prices, and there was an incident. */
export const RUN_COST = 'economics.costOfRunCents';

const COST_ROW: StudyRow = {
  path: RUN_COST,
  unit: 'cents',
  better: 'less',
  meaning: 'costPerIncidentCents by the incidents of the run: what they cost together',
  read: ({ arm: { totals, incidents = [] } }) => {
    const cost = totals.economics?.costPerIncidentCents ?? null;
    return cost === null ? null : cost * incidents.length;
  },
};

/** Every row of a study, in the order in which people ask for it. */
export const STUDY_ROWS: readonly StudyRow[] = [
  ...SERVED_ROWS,
  ...METRIC_ROWS.map(({ path, unit, better, meaning }) => {
    const keys = path.split('.');
    return { path, unit, better, meaning, read: ({ arm }: StudyRun) => at(arm.totals, keys) };
  }),
  COST_ROW,
  ...PAIRED_ROWS,
];

const PLACES = new Map(STUDY_ROWS.map(({ path }, place) => [path, place]));

/** The place of a row in the list; undefined where there is no such row. */
export function placeOf(path: string): number | undefined {
  return PLACES.get(path);
}

function at(totals: object, keys: readonly string[]): number | null {
  let value: unknown = totals;
  for (const key of keys) {
    // Undefined where nobody asked for that part.
    if (value === null || value === undefined) return null;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value as number | null;
}
