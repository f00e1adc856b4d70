import { STUDY_ROWS, type StudyRow } from '../../experiment/study/rows.ts';
import type { ArmReading } from '../../experiment/study/study.ts';
import { METRIC_ROWS } from '../../model/metrics/table.ts';

/** A row of a study as people read it. */
export interface LabelledRow extends Pick<StudyRow, 'path' | 'unit'> {
  readonly label: string;
}

const OWN: Readonly<Record<string, string>> = {
  'served.orders': 'orders served',
  'served.share': 'share served',
  'against.gain.orders': 'orders gained',
  'against.loss.orders': 'orders lost to it',
  'against.cost.orders': 'its price in orders',
};

const LINES = new Map(METRIC_ROWS.map((row) => [row.path, row]));

/** The rows that have a line in a summary, of which an arm has something to say. */
export function tellingRows(arms: readonly ArmReading[]): LabelledRow[] {
  return STUDY_ROWS.flatMap(({ path, unit }) => {
    const label = labelOf(path);
    if (label === undefined || arms.every((arm) => isIdle(arm, path))) return [];
    return [{ path, unit, label }];
  });
}

function labelOf(path: string): string | undefined {
  const row = LINES.get(path);
  if (row === undefined) return OWN[path];
  return row.line && `${row.title} ${row.line.label.trim()}`;
}

function isIdle({ metrics }: ArmReading, path: string): boolean {
  const reading = metrics[path]!;
  return reading.mean === null || (reading.mean === 0 && reading.interval?.high === 0);
}
