import { rankedArms } from '../../../experiment/study/ranked-arms.ts';
import { SERVED_SHARE } from '../../../experiment/study/rows.ts';
import type { ArmReading, Study } from '../../../experiment/study/study.ts';
import { armTitle } from '../../arm-title.ts';
import { type IntervalRow, intervalPanel } from '../../plate/interval-panel.ts';
import { toneKeys, toneOf } from '../../plate/tone.ts';
import { uncertain } from '../../study/uncertain.ts';
import type { PlateKind } from '../account.ts';
import { panelName, TONES } from './words.ts';

/** The arms, the best first. */
export const served: PlateKind<Study> = {
  name: 'served',
  make(study) {
    const cells = study.cells.map((cell) => ({ cell, rows: rankedArms(cell.arms).map(rowOf) }));
    const tones = cells.flatMap(({ rows }) => rows.map(({ tone }) => tone));
    return {
      title: 'Orders served',
      explains:
        'The share of the orders that is paid, at once or later: the mean over the seeds with its 95 % interval; behind it, where most of the single seeds are.',
      keys: (theme) => [
        ...toneKeys(tones, TONES, theme),
        { label: 'from the 10th to the 90th of 100 seeds', area: theme.colour.line },
      ],
      panels: cells.map(({ cell, rows }) =>
        intervalPanel(panelName(study, cell, ''), rows, { unit: 'share', fromZero: false }),
      ),
    };
  },
};

function rowOf(arm: ArmReading): IntervalRow {
  const reading = arm.metrics[SERVED_SHARE]!;
  const { mean, interval, p10, p90 } = reading;
  return {
    label: armTitle(arm),
    figure: uncertain(reading, 'share'),
    tone: toneOf(arm.differences?.[SERVED_SHARE] ?? null),
    mean,
    interval,
    most: p10 === null || p90 === null ? null : { low: p10, high: p90 },
  };
}
