import { areaY, lineY } from '@observablehq/plot';
import { durationText } from '../../kernel/quantity-text.ts';
import { axisCount, type Chart, type LineStyle, most, steps } from './chart.ts';
import type { Theme } from './theme.ts';

export const goodput: Chart = {
  name: 'goodput',
  title: 'Traffic and goodput',
  panels: 'an arm',
  height: 0.85,
  explains: ({ result, ticksPerColumn }) =>
    `Orders per tick of ${durationText(result.scenario.tickMs)}: those that came against those paid at once${
      ticksPerColumn === 1 ? '.' : `; means of ${ticksPerColumn} ticks.`
    }`,
  top: (frame) => most(frame, ({ arrived, paid }) => Math.max(arrived ?? 0, paid ?? 0)),
  label: axisCount,
  keys: (_, theme) => [
    { label: 'arrived', line: arrival(theme) },
    { label: 'paid at once', area: theme.colour.successful },
  ],
  marks: ([series], _, { theme }) => [
    areaY(
      steps(series!.columns, ({ paid }) => paid),
      {
        x: 'x',
        y1: 0,
        y2: 'y',
        fill: theme.colour.successful,
        fillOpacity: 0.85,
        className: 'paid',
      },
    ),
    lineY(
      steps(series!.columns, ({ arrived }) => arrived),
      { x: 'x', y: 'y', ...arrival(theme), className: 'arrived' },
    ),
  ],
};

function arrival({ colour }: Theme): LineStyle {
  return { stroke: colour.ink, strokeWidth: 1.5, strokeDasharray: '5 2.5' };
}
