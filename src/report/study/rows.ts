import { STUDY_ROWS, type StudyRow } from '../../experiment/study/rows.ts';
import type { ArmReading } from '../../experiment/study/study.ts';
import type { Line } from '../../model/metrics/metric.ts';
import { METRIC_ROWS } from '../../model/metrics/table.ts';

/** A row of a study as people read it. */
export interface LabelledRow extends Pick<StudyRow, 'path' | 'unit'> {
  readonly title: string;
  readonly label: string;
}

interface Words {
  readonly title: string;
  readonly line: Line;
}

/** Of the rows that only a study has, those that are told; the first are what it is about. */
const OWN: Readonly<Record<string, Words>> = {
  'served.orders': { title: 'served', line: { label: 'orders' } },
  'served.share': { title: 'served', line: { label: 'share' } },
  'against.gain.orders': { title: 'order by order', line: { label: 'won' } },
  'against.loss.orders': { title: 'order by order', line: { label: 'lost' } },
  'against.cost.orders': { title: 'order by order', line: { label: '  blocked' } },
};

const WORDS = new Map<string, Words>([
  ...Object.entries(OWN),
  ...METRIC_ROWS.flatMap(({ path, title, line }) =>
    line === undefined ? [] : [[path, { title, line }] as const],
  ),
]);

/** The rows that have a line in a summary, of which an arm has something to say. */
export function tellingRows(arms: readonly ArmReading[]): LabelledRow[] {
  return STUDY_ROWS.flatMap(({ path, unit }) => {
    const words = WORDS.get(path);
    if (words === undefined || arms.every((arm) => isIdle(arm, path))) return [];
    if (isSaidAlready(arms, path, words.line)) return [];
    return [{ path, unit, title: words.title, label: labelOf(arms, path, words.line) }];
  });
}

function labelOf(arms: readonly ArmReading[], path: string, { label, several }: Line): string {
  if (several === undefined) return label;
  const [one, other] = several.unlike.map((name) => path.replace(/[^.]+$/, name));
  const differ = arms.some(({ metrics }) => metrics[one!]!.mean !== metrics[other!]!.mean);
  return differ ? several.label : label;
}

function isIdle({ metrics }: ArmReading, path: string): boolean {
  const reading = metrics[path];
  if (reading === undefined || reading.mean === null) return true;
  return reading.mean === 0 && reading.p90 === 0;
}

function isSaidAlready(arms: readonly ArmReading[], path: string, { unlessSame }: Line): boolean {
  if (unlessSame === undefined) return false;
  const other = path.replace(/[^.]+$/, unlessSame);
  return arms.every(({ metrics }) => metrics[path]!.mean === metrics[other]!.mean);
}
