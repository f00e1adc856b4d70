import { armsSideBySide } from '../../../experiment/study/ranked-arms.ts';
import type { MetricReading } from '../../../experiment/study/reading.ts';
import type { ArmReading, Study } from '../../../experiment/study/study.ts';
import { durationText } from '../../../kernel/quantity-text.ts';
import { armTitle } from '../../arm-title.ts';
import { axisCount } from '../../chart/chart.ts';
import { timeLabel } from '../../chart/time-axis.ts';
import { bandKeys, bandPanel } from '../../plate/band-panel.ts';
import type { PlatePanel } from '../../plate/plate.ts';
import type { PlateKind } from '../account.ts';
import { panelName } from './words.ts';

/** Orders paid in every tick, over the seeds. */
export const goodput: PlateKind<Study> = {
  name: 'goodput',
  make: (study) => ({
    title: 'Goodput over time',
    explains: `Orders paid at once in a tick of ${durationText(study.scenario.tickMs)}: the median of the seeds, and the band of most of them; against the orders that came.`,
    keys: (theme) => bandKeys(theme, 'orders paid, median', 'orders that came, median'),
    panels: panelsOf(study, 'orders.paid', axisCount, 'orders.arrived'),
  }),
};

/** How long paid orders took, in every tick, over the seeds. */
export const latency: PlateKind<Study> = {
  name: 'latency',
  make: (study) => ({
    title: 'Latency over time',
    explains:
      'From arrival to payment, of the orders paid in a tick, 95 in 100 at most so long: the median of the seeds, and the band of most of them; none where none was paid.',
    keys: (theme) => bandKeys(theme, 'p95 of the latency, median', null),
    panels: panelsOf(study, 'latencyMs.paid.p95', timeLabel, null),
  }),
};

function panelsOf(
  study: Study,
  path: string,
  label: (value: number) => string,
  against: string | null,
): PlatePanel[] {
  const shown = study.cells.map((cell) => ({ cell, arms: armsSideBySide(cell.arms) }));
  const paths = [path, ...(against === null ? [] : [against])];
  const top = shown
    .flatMap(({ arms }) => arms.flatMap((arm) => paths.flatMap((one) => over(arm, one))))
    .reduce((most, { p90 }) => Math.max(most, p90 ?? 0), 0);
  const scale = { scenario: study.scenario, top: top === 0 ? 1 : top, label };
  return shown.flatMap(({ cell, arms }) =>
    arms
      .filter(({ ticks }) => ticks.length > 0)
      .map((arm) =>
        bandPanel(
          {
            name: panelName(study, cell, armTitle(arm)),
            readings: over(arm, path),
            ...(against !== null && { against: over(arm, against) }),
          },
          scale,
        ),
      ),
  );
}

function over({ ticks }: ArmReading, path: string): MetricReading[] {
  return ticks.map(({ columns }) => columns[path]!);
}
