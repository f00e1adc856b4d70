import { assert } from '../../../kernel/assert.ts';
import type { Better } from '../../../model/metrics/metric.ts';
import type { ArmFindings } from '../arm-findings.ts';
import type { StudyState } from '../read-study.ts';
import { type DifferenceReading, readDifference, readMetric } from '../reading.ts';
import { placeOf, STUDY_ROWS } from '../rows.ts';
import { simultaneousLevel } from '../statistics/correction.ts';
import { LEVEL } from '../statistics/interval.ts';
import type { Point, SweepPlan } from './sweep-plan.ts';
import type { SweepArm, SweepCell, SweepFlip, SweepReading } from './sweep-result.ts';
import { sweepWords } from './words.ts';

/** What a sweep is about: a row of a study, and which way of it is better. */
export interface SweepAim {
  readonly metric: string;
  readonly better: NonNullable<Better>;
}

/** Reads a sweep off its study. */
export function readSweep(
  swept: SweepPlan,
  state: StudyState,
  aim: SweepAim,
  flips: readonly SweepFlip[],
): SweepReading {
  const { varied, compares, points } = swept;
  const row = rowOf(aim.metric);
  const level = levelOf(swept, state);
  const read = (arm: ArmFindings, name: string): SweepArm => ({
    name,
    value: readMetric(arm.metrics[row]!),
    difference: differenceOf(arm, row, aim, level),
  });
  const cells = points.map((point): SweepCell => {
    const values = point.places.map((place, axis) => varied[axis]!.values[place]!);
    const arms = state.prepared[point.cell]!.arms.flatMap(({ name }, index) =>
      point.arm === null || point.arm === index
        ? [read(state.findings[point.cell]!.arms[index]!, name)]
        : [],
    );
    return { values, cell: point.cell, arms };
  });
  const reading = {
    metric: aim.metric,
    unit: STUDY_ROWS[row]!.unit,
    better: aim.better,
    axes: varied,
    compares,
    baseline: state.prepared[0]!.arms[0].name,
    today: compares === 'settings' ? readMetric(state.findings[0]!.arms[0]!.metrics[row]!) : null,
    cells,
    flips,
  };
  return { ...reading, verdict: sweepWords(reading) };
}

/** Of each difference, so that all of them hold at once at 95 %. */
export function levelOf({ points }: SweepPlan, { prepared }: StudyState): number {
  const comparisons = points.reduce((sum, point) => sum + comparisonsAt(point, prepared), 0);
  return simultaneousLevel(LEVEL, comparisons);
}

function comparisonsAt({ cell, arm }: Point, prepared: StudyState['prepared']): number {
  if (arm !== null) return arm === 0 ? 0 : 1;
  return prepared[cell]!.arms.length - 1;
}

/** The place of a row that is known to be one. */
export function rowOf(metric: string): number {
  const row = placeOf(metric);
  assert(row !== undefined, () => `no row is called ${metric}`);
  return row;
}

function differenceOf(
  { differences }: ArmFindings,
  row: number,
  { better }: SweepAim,
  level: number,
): DifferenceReading | null {
  return differences === null ? null : readDifference({ better }, differences[row]!, level);
}
