import { lineY } from '@observablehq/plot';
import { axisCount, type Chart, type LineStyle, most } from './chart.ts';
import type { ArmSeries } from './series.ts';
import type { Theme } from './theme.ts';

export const money: Chart = {
  name: 'money',
  title: 'Money lost',
  panels: 'all arms',
  height: 0.85,
  explains: ({ arms }) => {
    const unpaid = 'The amounts of all orders that have ended unpaid so far, of every arm';
    const someDeferred = arms.some(({ arm }) => arm.totals.deferred !== null);
    return someDeferred ? `${unpaid}, also of those deferred and paid later.` : `${unpaid}.`;
  },
  top: (frame) => most(frame, ({ lostCents }) => (lostCents === null ? null : lostCents / 100)),
  label: axisCount,
  keys: ({ arms }, theme) =>
    arms.map(({ arm }, index) => ({ label: arm.name, line: styleOf(index, theme) })),
  marks: (arms, { arms: all }, { theme }) =>
    arms.map((series) =>
      lineY(cumulative(series), {
        x: 'x',
        y: 'y',
        ...styleOf(all.indexOf(series), theme),
        className: 'lost',
      }),
    ),
};

/** From nothing at the start, to what is lost at the end of each column. */
function cumulative({ columns }: ArmSeries): { x: number; y: number }[] {
  const points = columns.map(({ untilMs, lostCents }) => ({
    x: untilMs,
    y: lostCents === null ? Number.NaN : lostCents / 100,
  }));
  return [{ x: 0, y: 0 }, ...points];
}

/** The baseline comes first, and is the one to be beaten. */
function styleOf(index: number, { colour }: Theme): LineStyle {
  const styles: readonly LineStyle[] = [
    { stroke: colour.failed, strokeWidth: 2.25, strokeDasharray: '7 3' },
    { stroke: colour.successful, strokeWidth: 2.75 },
    { stroke: colour.blocked, strokeWidth: 2.25, strokeDasharray: '2 2.5' },
    { stroke: colour.ink, strokeWidth: 1.75, strokeDasharray: '9 3 2 3' },
  ];
  return styles[index % styles.length]!;
}
