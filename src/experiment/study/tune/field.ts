import { parsePath, resolve } from '../../../scenario/assignment.ts';
import { lookUp } from '../../../scenario/cross-checks.ts';
import { ScenarioError } from '../../../scenario/scenario-error.ts';
import { settingsAt, type Varied } from '../../../scenario/varied.ts';
import { writtenForm } from '../../../scenario/written-form.ts';
import { essenceOf } from '../essence.ts';
import { ONLY_CELL, type StudyCell, type StudyPlan } from '../plan.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { type Design, designs } from './candidates.ts';

/** What may race beside today's settings. */
export interface Field {
  /** Of today's settings: its only cell sets nothing. */
  readonly plan: StudyPlan;
  /** Who races first: which value of each setting. */
  readonly designs: readonly Design[];
  /** What a design sets. */
  readonly cellOf: (design: Design | null) => StudyCell;
  /** Whether a design can be run, and differs from today's settings. */
  readonly isSound: (design: Design) => boolean;
  /** What each setting is today; null where it is not set. */
  readonly today: readonly (string | null)[];
  /** Which of its values that is; null where it is none of them. */
  readonly todayAt: readonly (number | null)[];
  /** Points of the whole grid. */
  readonly grid: number;
}

/**
 * The candidates of a plan whose only cell is today's settings: points of the grid of what varies that can be run and
 * differ from today's. Settings that make no sense together are left out. Throws ScenarioError where a value is
 * unsound whatever stands beside it.
 */
export function fieldOf(plan: StudyPlan, varied: readonly Varied[], most: number): Field {
  const sizes = varied.map(({ values }) => values.length);
  const bare = { ...plan, cells: ONLY_CELL };
  const today = prepare(bare, 0);
  const cellOf = (design: Design | null): StudyCell => ({
    overrides: design === null ? [] : settingsAt(varied, design),
  });
  const seen = new Set([essenceOf(today.scenario)]);
  const faults = new Map<Design, ScenarioError>();
  const wanted = designs(sizes, most);
  const kept = wanted.filter((design) => {
    const prepared = attempt(plan, cellOf(design));
    if (prepared instanceof ScenarioError) {
      faults.set(design, prepared);
      return false;
    }
    const essence = essenceOf(prepared.scenario);
    const isNew = !seen.has(essence);
    seen.add(essence);
    return isNew;
  });
  refuseUnsound(wanted, faults, sizes);
  return {
    plan: bare,
    designs: kept,
    cellOf,
    isSound: (design) => {
      const prepared = attempt(plan, cellOf(design));
      if (prepared instanceof ScenarioError) return false;
      return essenceOf(prepared.scenario) !== essenceOf(today.scenario);
    },
    today: varied.map(({ path }) => writtenToday(today, path)),
    todayAt: varied.map((one) => {
      const at = one.values.findIndex((value) => isSame(today, plan, one.path, value));
      return at < 0 ? null : at;
    }),
    grid: sizes.reduce((product, size) => product * size, 1),
  };
}

function attempt(plan: StudyPlan, cell: StudyCell): Prepared | ScenarioError {
  try {
    return prepare({ ...plan, cells: [cell] }, 0);
  } catch (error) {
    if (error instanceof ScenarioError) return error;
    throw error;
  }
}

function refuseUnsound(
  wanted: readonly Design[],
  faults: ReadonlyMap<Design, ScenarioError>,
  sizes: readonly number[],
): void {
  sizes.forEach((size, axis) => {
    for (let value = 0; value < size; value++) {
      const own = wanted.filter((design) => design[axis] === value);
      const fault = own[0] === undefined ? undefined : faults.get(own[0]);
      if (fault !== undefined && own.every((design) => faults.has(design))) throw fault;
    }
  });
}

/** Whether today's settings stay what they are with this value: 60s is 1m. */
function isSame(today: Prepared, plan: StudyPlan, path: string, value: string): boolean {
  const assignment = `${path}=${value}`;
  const prepared = attempt(plan, { overrides: [{ assignment, option: assignment }] });
  if (prepared instanceof ScenarioError) return false;
  return essenceOf(prepared.scenario) === essenceOf(today.scenario);
}

/** As a person would write it. */
function writtenToday({ scenario }: Prepared, path: string): string | null {
  const written = writtenForm(scenario);
  const value = lookUp(written, resolve(written, parsePath(path)));
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
