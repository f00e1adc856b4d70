import { setImmediate } from 'node:timers/promises';
import { type ChaosCell, chaosCells } from '../../experiment/study/chaos/cells.ts';
import type { ChaosResult, WorstIncident } from '../../experiment/study/chaos/chaos-result.ts';
import { readChaos } from '../../experiment/study/chaos/read-chaos.ts';
import {
  type ArmRecord,
  armsOf,
  type IncidentRecord,
  recordOf,
} from '../../experiment/study/chaos/record.ts';
import { asDrawn, smallestPart, worstOf } from '../../experiment/study/chaos/worst.ts';
import { replicate } from '../../experiment/study/findings.ts';
import { planOf, type StudyPlan } from '../../experiment/study/plan.ts';
import { prepare } from '../../experiment/study/prepare.ts';
import { chaosPlan } from '../../scenario/chaos/plan.ts';
import type { SettingOverride } from '../../scenario/overrides.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { Interruption } from '../interruption.ts';
import { abreast } from './abreast.ts';
import type { Hands } from './hands.ts';
import type { Workforce } from './workforce.ts';

/** How far a study of incidents has come. */
export type ChaosProgress =
  | {
      readonly phase: 'incidents';
      readonly done: number;
      readonly of: number;
      /** Who is at work. */
      readonly words: string;
    }
  /** Nobody knows how many it will take. */
  | { readonly phase: 'shrinking'; readonly tried: number };

export interface ChaosWish {
  readonly hands: Hands;
  /** Whether the worst incident is shrunk. */
  readonly shrink: boolean;
  readonly interruption: Interruption;
  readonly onProgress: (progress: ChaosProgress) => void;
}

/** The plan of a scenario's studies, but for the cells. */
export type ChaosGround = Omit<StudyPlan, 'version' | 'cells' | 'arms' | 'ticks'>;

/** So many incidents go to the workers at a time: what they are told of all of them is kept in memory. */
const BATCH = 1000;

/** Draws the incidents of a scenario, runs them, and looks for the worst. Stops where it is interrupted, with what is known. */
export async function runChaos(
  scenario: Scenario,
  ground: ChaosGround,
  wish: ChaosWish,
): Promise<ChaosResult> {
  const cellOf = chaosCells(scenario, scenario.seed);
  const records = await runIncidents(chaosPlan(scenario).incidents, cellOf, ground, wish);
  const arms = prepare(planOn(ground, []), 0).arms.map(({ name }) => name);
  const worst = await findWorst({ scenario, arms, records }, cellOf, ground, wish);
  return readChaos({ scenario, arms, records }, worst);
}

type CellOf = (number: number) => ChaosCell;

async function runIncidents(
  of: number,
  cellOf: CellOf,
  ground: ChaosGround,
  { hands, interruption, onProgress }: ChaosWish,
): Promise<IncidentRecord[]> {
  const records: IncidentRecord[] = [];
  for (let first = 1; first <= of && !interruption.requested; first += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, of - first + 1) }, (_, i) => first + i);
    const cells = numbers.map(cellOf);
    const plan = planOn(ground, cells);
    const workforce = hands.hire(plan);
    try {
      await runBatch(cells, workforce, interruption, (record) => {
        records.push(record);
        onProgress({ phase: 'incidents', done: records.length, of, words: workforce.words });
      });
    } finally {
      await workforce.close();
    }
  }
  return records.sort((a, b) => a.number - b.number);
}

async function runBatch(
  cells: readonly ChaosCell[],
  workforce: Workforce,
  interruption: Interruption,
  found: (record: IncidentRecord) => void,
): Promise<void> {
  const waiting = cells.entries();
  const meet = async (place: number, cell: ChaosCell): Promise<void> => {
    const { findings } = await workforce.run({
      cell: place,
      seeds: [{ from: cell.seed, count: 1 }],
    });
    if (!interruption.requested) found(recordOf(cell, findings));
  };
  await abreast(workforce, interruption, () => {
    const { value } = waiting.next();
    return value && meet(...value);
  });
}

interface Known {
  readonly scenario: Scenario;
  readonly arms: readonly string[];
  readonly records: readonly IncidentRecord[];
}

async function findWorst(
  { scenario, arms, records }: Known,
  cellOf: CellOf,
  ground: ChaosGround,
  { shrink, interruption, onProgress }: ChaosWish,
): Promise<WorstIncident | null> {
  const victim = worstOf(records, arms.length);
  if (victim === null) return null;
  const { incident, seed } = cellOf(victim.record.number);
  const drawn = asDrawn(scenario, arms, incident, victim);
  if (!shrink || interruption.requested) return drawn;
  const search = smallestPart(scenario, arms, incident, victim);
  let step = search.next();
  for (let tried = 0; step.done !== true; tried++) {
    onProgress({ phase: 'shrinking', tried });
    await setImmediate();
    if (interruption.requested) return drawn;
    step = search.next(runOnce(planOn(ground, [{ overrides: step.value }]), seed));
  }
  return step.value;
}

function runOnce(plan: StudyPlan, seed: number): ArmRecord[] {
  return armsOf(replicate(prepare(plan, 0), [{ from: seed, count: 1 }]));
}

/** Without cells it is the scenario as it is. */
function planOn(
  ground: ChaosGround,
  cells: readonly { readonly overrides: readonly SettingOverride[] }[],
): StudyPlan {
  const own =
    cells.length === 0 ? [{ overrides: [] }] : cells.map(({ overrides }) => ({ overrides }));
  return planOf({ ...ground, arms: 'all', cells: own, ticks: false });
}
