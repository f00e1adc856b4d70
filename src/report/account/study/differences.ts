import { rankedArms } from '../../../experiment/study/ranked-arms.ts';
import { STUDY_ROWS } from '../../../experiment/study/rows.ts';
import type { ArmReading, CellReading, Study } from '../../../experiment/study/study.ts';
import { armTitle } from '../../arm-title.ts';
import { type IntervalRow, intervalPanel } from '../../plate/interval-panel.ts';
import type { PlatePanel } from '../../plate/plate.ts';
import { toneKeys, toneOf } from '../../plate/tone.ts';
import { betterIn } from '../../study/difference-text.ts';
import { uncertainDifference } from '../../study/uncertain.ts';
import type { PlateKind } from '../account.ts';
import { panelName, TONES } from './words.ts';

/** What a difference is worth a drawing of, with the name of its panel. */
const DRAWN: readonly (readonly [path: string, name: string])[] = [
  ['served.orders', 'Orders served'],
  ['served.amountCents', 'Money of the orders served'],
  ['latencyMs.paid.p95', 'Latency of paid orders, p95; less is better'],
  ['charges.duplicate', 'Cards charged twice; less is better'],
  ['charges.orphaned', 'Charged, but the order not paid; less is better'],
  ['economics.costPerIncidentCents', 'Cost of an incident; less is better'],
];

const UNITS = new Map(STUDY_ROWS.map(({ path, unit }) => [path, unit]));

/** Every arm against the first, seed by seed. */
export const differences: PlateKind<Study> = {
  name: 'differences',
  make(study) {
    const others = study.cells.map((cell) => ({ cell, arms: rankedArms(cell.arms.slice(1)) }));
    const tones = others.flatMap(({ arms }) =>
      DRAWN.filter(([path]) => arms.some((arm) => isTold(arm, path))).flatMap(([path]) =>
        arms.map((arm) => toneOf(arm.differences![path]!)),
      ),
    );
    const { baseline: _, ...words } = TONES;
    const first = study.cells[0]!.arms[0]!;
    return {
      title: `Differences to "${armTitle(first)}"`,
      explains:
        'Seed by seed, the same orders in both: the mean difference and the interval that decides; behind it, where most of the single seeds are. Right of zero is more.',
      keys: (theme) => [
        ...toneKeys(tones, words, theme),
        { label: 'from the 10th to the 90th of 100 seeds', area: theme.colour.line },
      ],
      panels: others.flatMap(({ cell, arms }) =>
        DRAWN.flatMap(([path, name]) => panel(study, cell, arms, path, name)),
      ),
    };
  },
};

function panel(
  study: Study,
  cell: CellReading,
  arms: readonly ArmReading[],
  path: string,
  name: string,
): PlatePanel[] {
  if (!arms.some((arm) => isTold(arm, path))) return [];
  const unit = UNITS.get(path)!;
  const rows = arms.map((arm): IntervalRow => {
    const difference = arm.differences![path]!;
    const { mean, interval, p10, p90 } = difference;
    const often = betterIn(difference);
    const inSeeds = often === '' ? '' : `, better in ${often} seeds`;
    return {
      label: armTitle(arm),
      figure: mean === null ? '' : `${uncertainDifference(difference, unit)}${inSeeds}`,
      tone: toneOf(difference),
      mean,
      interval,
      most: p10 === null || p90 === null ? null : { low: p10, high: p90 },
    };
  });
  return [intervalPanel(panelName(study, cell, name), rows, { unit, fromZero: true })];
}

/** Whether there is any difference in any seed. */
function isTold({ differences: own }: ArmReading, path: string): boolean {
  const difference = own?.[path];
  if (difference === undefined || difference.mean === null) return false;
  return difference.mean !== 0 || difference.p10 !== difference.p90;
}
