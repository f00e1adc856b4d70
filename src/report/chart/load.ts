import { lineY } from '@observablehq/plot';
import { axisCount, type Chart, type LineStyle, most, steps } from './chart.ts';
import type { Column } from './series.ts';
import type { Theme } from './theme.ts';

const LEVELS = ['workersBusy', 'backlog', 'queued'] as const;

const LABELS: Readonly<Record<(typeof LEVELS)[number], string>> = {
  workersBusy: 'busy workers',
  backlog: 'orders that wait for a worker',
  queued: 'payments that wait for capacity',
};

export const load: Chart = {
  name: 'load',
  title: 'Busy workers and the payment queue',
  panels: 'an arm',
  height: 0.85,
  explains: ({ ticksPerColumn }) =>
    ticksPerColumn === 1
      ? 'At the end of each tick.'
      : `At the end of each tick; the largest of ${ticksPerColumn} ticks.`,
  top: (frame) => most(frame, (column) => Math.max(...LEVELS.map((level) => column[level]))),
  label: axisCount,
  keys: (_, theme) => LEVELS.map((level) => ({ label: LABELS[level], line: styles(theme)[level] })),
  marks: ([series], _, { theme }) =>
    LEVELS.map((level) =>
      lineY(
        steps(series!.columns, (column: Column) => column[level]),
        { x: 'x', y: 'y', ...styles(theme)[level], className: level },
      ),
    ),
};

function styles({ colour }: Theme): Record<(typeof LEVELS)[number], LineStyle> {
  return {
    workersBusy: { stroke: colour.successful, strokeWidth: 2.25 },
    backlog: { stroke: colour.soft, strokeWidth: 1.5, strokeDasharray: '2 2.5' },
    queued: { stroke: colour.failed, strokeWidth: 1.75, strokeDasharray: '6 3' },
  };
}
