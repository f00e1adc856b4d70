import { FACTS } from '../../../experiment/study/facts.ts';
import type { ArmReading, CellReading, Study } from '../../../experiment/study/study.ts';
import { armTitle } from '../../arm-title.ts';
import { count, percent } from '../../figures.ts';
import { type IntervalRow, intervalPanel } from '../../plate/interval-panel.ts';
import type { PlatePanel } from '../../plate/plate.ts';
import { toneKeys } from '../../plate/tone.ts';
import type { PlateKind } from '../account.ts';
import { panelName } from './words.ts';

/** In how many seeds an arm does what is either done or not. */
export const seeds: PlateKind<Study> = {
  name: 'seeds',
  make: (study) => ({
    title: 'In how many seeds',
    explains: 'The share of the seeds in which an arm does it, with its 95 % interval (Wilson).',
    keys: (theme) => toneKeys(['plain'], { plain: 'of the seeds seen' }, theme),
    panels: study.cells.flatMap((cell) => FACTS.flatMap((fact) => panel(study, cell, fact))),
  }),
};

function panel(
  study: Study,
  cell: CellReading,
  { name, words }: (typeof FACTS)[number],
): PlatePanel[] {
  const rows = cell.arms.flatMap((arm) => rowOf(arm, name));
  if (rows.every(({ mean }) => mean === 0)) return [];
  const title = `An arm ${words}`;
  const scale = { unit: 'share', fromZero: false, domain: [-0.01, 1.01] } as const;
  return [intervalPanel(panelName(study, cell, title), rows, scale)];
}

function rowOf(arm: ArmReading, fact: string): IntervalRow[] {
  const { yes, of, interval } = arm.facts[fact]!;
  if (of === 0) return [];
  const ends = interval === null ? '' : ` (${percent(interval.low)} to ${percent(interval.high)})`;
  return [
    {
      label: armTitle(arm),
      figure: `${count(yes)} of ${count(of)}${ends}`,
      tone: 'plain',
      mean: yes / of,
      interval,
    },
  ];
}
