import { armsSideBySide } from '../../../experiment/study/ranked-arms.ts';
import type { CellReading, Study } from '../../../experiment/study/study.ts';
import { armTitle } from '../../arm-title.ts';
import { column } from '../../sheet/sheet.ts';
import { betterIn, differenceText } from '../../study/difference-text.ts';
import { caveats, headingParts, legend } from '../../study/heading.ts';
import { tellingRows } from '../../study/rows.ts';
import { finding } from '../../study/thresholds.ts';
import { uncertain } from '../../study/uncertain.ts';
import { type Account, type AccountTable, type PlateKind, platesOf } from '../account.ts';
import { costs, costTables } from './costs.ts';
import { differences } from './differences.ts';
import { goodput, latency } from './over-time.ts';
import { seeds } from './seeds.ts';
import { served } from './served.ts';
import { panelName } from './words.ts';

/** Every plate of a study of arms, in the order of its page. */
export const STUDY_PLATES: readonly PlateKind<Study>[] = [
  served,
  differences,
  goodput,
  latency,
  seeds,
  costs,
];

export function studyAccount(study: Study): Account {
  const { scenario, cells } = study;
  const { title, name } = scenario;
  return {
    title: title === '' ? name : title,
    name,
    facts: headingParts(study),
    verdict: cells.flatMap(({ verdict }) => verdict),
    notices: caveats(study),
    thresholds: cells.flatMap(({ thresholds }) =>
      thresholds.map((one) => ({ text: one.text, verdict: one.verdict, finding: finding(one) })),
    ),
    plates: platesOf(STUDY_PLATES, study),
    tables: [...costTables(study), ...cells.map((cell) => metrics(study, cell))],
    lists: [],
    scenario,
  };
}

/** Every metric that has something to tell, an arm a column; of many arms the first and the best. */
function metrics(study: Study, cell: CellReading): AccountTable {
  const arms = armsSideBySide(cell.arms);
  return {
    heading: panelName(study, cell, 'Every metric'),
    columns: [
      column('', 'left'),
      ...arms.flatMap((arm) => [
        column(armTitle(arm)),
        ...(arm.differences === null ? [] : [column('difference'), column('better in')]),
      ]),
    ],
    rows: tellingRows(arms).map((row) => [
      `${row.title} ${row.label.trim()}`,
      ...arms.flatMap(({ metrics: own, differences: against }) => [
        uncertain(own[row.path]!, row.unit),
        ...(against === null
          ? []
          : [differenceText(against[row.path]!, row).trimEnd(), betterIn(against[row.path]!)]),
      ]),
    ]),
    note: legend(study),
  };
}
