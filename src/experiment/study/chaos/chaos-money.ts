import { CHAOS_KIND_NAMES } from '../../../scenario/chaos/kind/index.ts';
import type { Economics } from '../../../scenario/economics.ts';
import type { Scenario } from '../../../scenario/schema.ts';
import { armsOf, scenarioOf } from '../../arms.ts';
import { type ReturnsPerYear, returnsOfYear } from '../../economics/returns.ts';
import { simultaneousLevel } from '../statistics/correction.ts';
import { LEVEL } from '../statistics/interval.ts';
import { Moments } from '../statistics/moments.ts';
import { type Summed, weightedSum } from '../statistics/weighted-sum.ts';
import type { IncidentRecord } from './record.ts';

/** What the incidents cost, in cents, and what a year of them does. */
export interface ChaosMoney {
  readonly currency: string;
  /** Of every kind that came alone. */
  readonly kinds: readonly KindOfCost[];
  /** Null where incidents are not counted by kind, or one that is counted was not drawn. */
  readonly year: readonly ArmYear[] | null;
  /** Kinds that are counted, of which none came alone: a year cannot be told without. */
  readonly lacking: readonly string[];
}

interface KindOfCost {
  readonly kind: string;
  /** Of which the cost is known. */
  readonly incidents: number;
  /** Null where it is not counted. */
  readonly perYear: number | null;
  /** The cost of an incident, in the order of the arms. */
  readonly arms: readonly Summed[];
}

/** A year of incidents with an arm. */
interface ArmYear {
  readonly cost: Summed;
  /** Against the first arm; null of the first itself. */
  readonly against: YearAgainst | null;
}

export interface YearAgainst {
  /** What a year costs less: paired, incident by incident. The intervals of all arms hold at once at 95 %. */
  readonly saving: Summed;
  readonly returns: ReturnsPerYear;
  /** By the ends of the interval of the saving, the lesser and the greater. */
  readonly interval: { readonly worst: ReturnsPerYear; readonly best: ReturnsPerYear } | null;
  readonly horizonYears: number;
}

interface Known {
  readonly scenario: Scenario;
  readonly arms: readonly string[];
  readonly records: readonly IncidentRecord[];
}

/**
 * Undefined where the scenario names no prices. A year is the sum over the kinds of their number a year times the mean
 * cost of one that came alone; what comes several at once stands for none of them.
 */
export function readMoney(state: Known): ChaosMoney | undefined {
  const { scenario, arms, records } = state;
  if (scenario.economics === undefined) return undefined;
  const { currency, incidentsPerYear } = scenario.economics;
  const alone = new Map(
    CHAOS_KIND_NAMES.map((kind) => [kind, records.filter((one) => isOf(one, kind))] as const),
  );
  const numberOf = (kind: (typeof CHAOS_KIND_NAMES)[number]): number | null =>
    typeof incidentsPerYear === 'number' ? null : (incidentsPerYear[kind] ?? null);
  const drawn = CHAOS_KIND_NAMES.filter((kind) => alone.get(kind)!.length > 0);
  const kinds = drawn.map((kind) => ({
    kind,
    incidents: alone.get(kind)!.length,
    perYear: numberOf(kind),
    arms: arms.map((_, arm) => weightedSum([{ weight: 1, moments: costs(alone.get(kind)!, arm) }])),
  }));
  const counted = CHAOS_KIND_NAMES.filter((kind) => (numberOf(kind) ?? 0) > 0);
  const lacking = counted.filter((kind) => !drawn.includes(kind));
  if (counted.length === 0 || lacking.length > 0) return { currency, kinds, year: null, lacking };
  const weighted = (of: (records: readonly IncidentRecord[]) => Moments) =>
    counted.map((kind) => ({ weight: numberOf(kind)!, moments: of(alone.get(kind)!) }));
  const level = simultaneousLevel(LEVEL, arms.length - 1);
  const year = arms.map((name, arm): ArmYear => {
    const cost = weightedSum(weighted((own) => costs(own, arm)));
    if (arm === 0) return { cost, against: null };
    const saving = weightedSum(
      weighted((own) => savings(own, arm)),
      level,
    );
    return { cost, against: againstFirst(saving, budgetOf(state, name)) };
  });
  return { currency, kinds, year, lacking };
}

/** Alone, and its cost is known in every arm. */
function isOf({ troubles, arms }: IncidentRecord, kind: string): boolean {
  const isAlone = troubles.length === 1 && troubles[0]!.kind === kind;
  return isAlone && arms.every(({ costCents }) => costCents !== undefined);
}

function costs(records: readonly IncidentRecord[], arm: number): Moments {
  const moments = new Moments();
  for (const { arms } of records) moments.add(arms[arm]!.costCents!);
  return moments;
}

function savings(records: readonly IncidentRecord[], arm: number): Moments {
  const moments = new Moments();
  for (const { arms } of records) moments.add(arms[0]!.costCents! - arms[arm]!.costCents!);
  return moments;
}

/** An arm's own, where it has one. */
function budgetOf({ scenario }: Known, name: string): Economics {
  const plan = armsOf(scenario).find((arm) => arm.name === name);
  const own = plan === undefined ? scenario : scenarioOf(scenario, plan);
  return own.economics ?? scenario.economics!;
}

function againstFirst(saving: Summed, budget: Economics): YearAgainst {
  const { mean, interval } = saving;
  return {
    saving,
    returns: returnsOfYear(budget, mean),
    interval: interval && {
      worst: returnsOfYear(budget, interval.low),
      best: returnsOfYear(budget, interval.high),
    },
    horizonYears: budget.horizon,
  };
}
