import type { Override } from '../../../scenario/overrides.ts';
import { settingsAt, type Varied } from '../../../scenario/varied.ts';
import { essenceOf } from '../essence.ts';
import { ONLY_CELL, type StudyCell, type StudyPlan } from '../plan.ts';
import { prepare } from '../prepare.ts';
import { wholeGrid } from '../tune/candidates.ts';

/** Where a point of the grid is run. */
export interface Point {
  /** Which value of each setting. */
  readonly places: readonly number[];
  readonly cell: number;
  /** Among the arms of the cell, of which 0 is today's settings; null: all of them belong to it. */
  readonly arm: number | null;
}

export interface SweepPlan {
  readonly plan: StudyPlan;
  readonly varied: readonly Varied[];
  readonly compares: 'arms' | 'settings';
  readonly points: readonly Point[];
}

/** So many points are run beside today's settings at a time: the more, the less often these are run again. */
const ABREAST = 15;

/** How many points a grid has, which may be more than there can be. */
export function gridSize(varied: readonly Varied[]): number {
  return varied.reduce((product, { values }) => product * values.length, 1);
}

/** Whether only settings of a pipeline vary: then they are compared with today's, and not the arms with each other. */
export function variesSettings(varied: readonly Varied[], hasOwnArms: boolean): boolean {
  return !hasOwnArms && varied.every(({ path }) => path.startsWith('orderService.pipeline'));
}

/** The study of a grid: a cell for each point, or an arm, beside that of today, where settings are compared. */
export function sweepPlan(
  base: StudyPlan,
  varied: readonly Varied[],
  hasOwnArms: boolean,
): SweepPlan {
  const grid = wholeGrid(varied.map(({ values }) => values.length));
  if (!variesSettings(varied, hasOwnArms)) {
    const cells = grid.map((places): StudyCell => ({ overrides: settingsAt(varied, places) }));
    const points = grid.map((places, cell) => ({ places, cell, arm: null }));
    return { plan: { ...base, cells }, varied, compares: 'arms', points };
  }
  const today = essenceOf(prepare({ ...base, cells: ONLY_CELL }, 0).scenario);
  const isToday = (places: readonly number[]): boolean => {
    const overrides = settingsAt(varied, places);
    return essenceOf(prepare({ ...base, cells: [{ overrides }] }, 0).scenario) === today;
  };
  const cells: Override[][] = [[]];
  const points = grid.map((places): Point => {
    if (isToday(places)) return { places, cell: 0, arm: 0 };
    if (cells.at(-1)!.length === ABREAST) cells.push([]);
    const arm = cells.at(-1)!.push(armAt(varied, places, cells.at(-1)!.length + 1));
    return { places, cell: cells.length - 1, arm };
  });
  const plan = { ...base, cells: cells.map((overrides) => ({ overrides })) };
  return { plan, varied, compares: 'settings', points };
}

/** The arm of a point beside the others of its cell. */
function armAt(varied: readonly Varied[], places: readonly number[], number: number): Override {
  const settings = settingsAt(varied, places);
  const changes = settings.map(({ assignment }) => assignment).join(', ');
  const option = settings.map((one) => one.option).join(' ');
  return { arm: `point ${number}: ${changes}`, option };
}
