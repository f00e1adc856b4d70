import { lineY } from '@observablehq/plot';
import { axisCount, type Chart, frontOf, type LineStyle, largestOf, most, steps } from './chart.ts';
import type { Drawn } from './series.ts';
import type { Palette } from './theme.ts';

interface Level {
  readonly drawn: Drawn;
  readonly label: string;
  /** What it is called of a graph; left out, no other. */
  readonly labelOfGraph?: (front: string) => string;
  readonly style: (colour: Palette) => LineStyle;
}

const busy = ({ successful }: Palette): LineStyle => ({ stroke: successful, strokeWidth: 2.25 });
const queued = ({ failed }: Palette): LineStyle => {
  return { stroke: failed, strokeWidth: 1.75, strokeDasharray: '6 3' };
};
const backlog = ({ soft }: Palette): LineStyle => {
  return { stroke: soft, strokeWidth: 1.5, strokeDasharray: '2 2.5' };
};

export const load: Chart = {
  ...loadChart('load', 'Busy workers and the payment queue', [
    {
      drawn: 'workersBusy',
      label: 'busy workers',
      labelOfGraph: (front) => `busy places of ${front}`,
      style: busy,
    },
    {
      drawn: 'backlog',
      label: 'orders that wait for a worker',
      labelOfGraph: (front) => `orders that wait for a place of ${front}`,
      style: backlog,
    },
    { drawn: 'queued', label: 'payments that wait for capacity', style: queued },
  ]),
  titleOfGraph: (front) => `Busy places of ${front} and the payment queue`,
};

export const backup: Chart = {
  ...loadChart('backup', 'Load of the backup gateway', [
    { drawn: 'backupBusy', label: 'payments in progress', style: busy },
    { drawn: 'backupQueued', label: 'payments that wait for capacity', style: queued },
  ]),
  isIn: ({ arms }) => arms.some(({ totals }) => totals.backup !== null),
};

function loadChart(name: string, title: string, levels: readonly Level[]): Chart {
  return {
    name,
    title,
    panels: 'an arm',
    height: 0.85,
    explains: (frame) => `At the end of each tick${largestOf(frame)}`,
    top: (frame) =>
      most(frame, (column) => Math.max(...levels.map(({ drawn }) => column[drawn] ?? 0))),
    label: axisCount,
    keys: ({ result }, { colour }) => {
      const front = frontOf(result);
      return levels.map(({ label, labelOfGraph, style }) => ({
        label: front === undefined || labelOfGraph === undefined ? label : labelOfGraph(front),
        line: style(colour),
      }));
    },
    marks: ([series], _, { theme }) =>
      levels.map(({ drawn, style }) =>
        lineY(
          steps(series!.columns, (column) => column[drawn]),
          { x: 'x', y: 'y', ...style(theme.colour), className: drawn },
        ),
      ),
  };
}
