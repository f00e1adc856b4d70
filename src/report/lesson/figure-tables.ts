import { differenceOf, meanOf, type SeedRuns } from '../../experiment/study/seed-runs.ts';
import type { Figure } from '../../scenario/lesson.ts';
import { betterIn, differenceText } from '../study/difference-text.ts';
import { uncertain } from '../study/uncertain.ts';
import { armsIn, type Finding } from './evidence.ts';
import { quantityWords } from './quantity-words.ts';

/** A head, and the rows under it. */
export type FigureTable = readonly (readonly string[])[];

/** What stands under figures that are means. */
export const STUDY_NOTE =
  'At 95 %, the differences of all arms at once; ~ where no difference can be told.';

/** Figures of a run, a line each, an arm a column; of a study a table each, an arm a line. */
export function figureTables(figures: readonly Figure[], finding: Finding): FigureTable[] {
  if (figures.length === 0) return [];
  if (finding.kind === 'study') return figures.map((figure) => studyTable(figure, finding.study));
  const arms = armsIn(finding);
  const rows = figures.map(({ label, quantity }) => [
    label,
    ...arms.map((arm) => quantityWords(quantity, finding, arm)),
  ]);
  return [[['', ...arms], ...rows]];
}

function studyTable({ label, quantity }: Figure, study: SeedRuns): FigureTable {
  const [baseline] = study.arms;
  const rows = study.arms.map((arm) => {
    const mean = uncertain(meanOf(study, quantity, arm), quantity.unit);
    if (arm === baseline) return [arm, mean, '', ''];
    const difference = differenceOf(study, quantity, arm);
    return [arm, mean, differenceText(difference, quantity), betterIn(difference)];
  });
  const head = [label, `mean of ${study.runs.length} seeds`, `against ${baseline}`, 'better in'];
  return [head, ...rows];
}
