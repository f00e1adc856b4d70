import { lineY } from '@observablehq/plot';
import { type Chart, type LineStyle, largestOf, most, steps } from './chart.ts';
import type { Theme } from './theme.ts';
import { timeLabel } from './time-axis.ts';

const QUANTILES = ['p50', 'p95', 'p99'] as const;

export const latency: Chart = {
  name: 'latency',
  title: 'Latency of paid orders',
  panels: 'an arm',
  height: 0.85,
  explains: (frame) =>
    `From arrival to payment, of the orders paid in a tick, none where none was: half took at most p50, 99 in 100 at most p99${largestOf(frame)}`,
  top: (frame) => most(frame, ({ p99 }) => p99),
  label: timeLabel,
  keys: (_, theme) => QUANTILES.map((name) => ({ label: name, line: styles(theme)[name] })),
  marks: ([series], _, { theme }) =>
    QUANTILES.map((name) =>
      lineY(
        steps(series!.columns, (column) => column[name]),
        {
          x: 'x',
          y: 'y',
          ...styles(theme)[name],
          className: name,
        },
      ),
    ),
};

function styles({ colour }: Theme): Record<(typeof QUANTILES)[number], LineStyle> {
  return {
    p50: { stroke: colour.successful, strokeWidth: 2.25 },
    p95: { stroke: colour.blocked, strokeWidth: 1.75, strokeDasharray: '6 3' },
    p99: { stroke: colour.failed, strokeWidth: 1.75, strokeDasharray: '2 2.5' },
  };
}
