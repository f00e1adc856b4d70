import { areaY, lineY } from '@observablehq/plot';
import type { AmountCounts } from '../../experiment/result.ts';
import { axisCount, type Chart, type LineStyle, most } from './chart.ts';
import type { ArmSeries, Frame } from './series.ts';
import type { Theme } from './theme.ts';

/** What becomes of money, stacked from the ground up. */
const PARTS = ['paid', 'paidLater', 'lost'] as const;
type Part = (typeof PARTS)[number];

const LABELS: Readonly<Record<Part, string>> = {
  paid: 'paid at once',
  paidLater: 'paid later',
  lost: 'lost for good',
};

export const money: Chart = {
  name: 'money',
  title: 'Money',
  panels: 'an arm',
  height: 0.85,
  explains: () =>
    'What all orders so far are worth, and what came of it; the rest, up to the line, is in flight or waits to be paid later.',
  top: (frame) => most(frame, ({ moneyCents }) => moneyCents.offered / 100),
  label: axisCount,
  keys: (frame, theme) => [
    { label: 'offered', line: offer(theme) },
    ...present(frame).map((part) => ({ label: LABELS[part], area: fillOf(part, theme) })),
  ],
  marks: ([series], frame, { theme }) => [
    ...present(frame).map((part) =>
      areaY(stacked(series!, part), {
        x: 'x',
        y1: 'bottom',
        y2: 'top',
        fill: fillOf(part, theme),
        className: part,
      }),
    ),
    lineY(stacked(series!, 'offered'), {
      x: 'x',
      y: 'top',
      ...offer(theme),
      className: 'offered',
    }),
  ],
};

function present({ arms }: Frame): Part[] {
  return PARTS.filter((part) =>
    arms.some(({ columns }) => (columns.at(-1)?.moneyCents[part] ?? 0) > 0),
  );
}

/** From nothing at the start, to what there is at the end of each column. */
function stacked({ columns }: ArmSeries, part: Part | 'offered') {
  const below = part === 'offered' ? [] : PARTS.slice(0, PARTS.indexOf(part));
  const points = columns.map(({ untilMs, moneyCents }) => {
    const bottom = worth(moneyCents, below);
    return { x: untilMs, bottom, top: bottom + worth(moneyCents, [part]) };
  });
  return [{ x: 0, bottom: 0, top: 0 }, ...points];
}

function worth(cents: AmountCounts, parts: readonly (keyof AmountCounts)[]): number {
  return parts.reduce((sum, part) => sum + cents[part] / 100, 0);
}

function fillOf(part: Part, theme: Theme): string {
  const fills = {
    paid: theme.colour.successful,
    paidLater: theme.pattern('declined'),
    lost: theme.pattern('failed'),
  };
  return fills[part];
}

function offer({ colour }: Theme): LineStyle {
  return { stroke: colour.ink, strokeWidth: 1.5, strokeDasharray: '5 2.5' };
}
