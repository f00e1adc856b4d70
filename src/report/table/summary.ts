import CliTable from 'cli-table3';
import type { ArmResult } from '../../experiment/result.ts';
import type { Paint } from '../paint.ts';
import { type Figure, summarySections } from '../summary.ts';

/** The totals, one column an arm. */
export function summaryTable(arms: readonly ArmResult[], paint: Paint): string {
  const table = new CliTable({
    head: ['', ...arms.map((arm) => paint.heading(arm.name))],
    colAligns: ['left', ...arms.map(() => 'right' as const)],
    // cli-table3 would colour by itself, even where there is no terminal.
    style: { head: [], border: [], compact: true },
    chars: frame(paint),
  });
  for (const { title, lines } of summarySections(arms)) {
    lines.forEach((line, index) => {
      const label =
        index === 0 ? `${title} ${line.label}` : `${' '.repeat(title.length)} ${line.label}`;
      table.push([label, ...line.figures.map(cell)]);
    });
  }
  return table.toString().replace(/ +$/gm, '');
}

/** The shares of a column stand under one another. */
function cell({ figure, share }: Figure): string {
  return share === undefined ? figure : `${figure} ${share.padStart(7)}`;
}

function frame({ signs, faint }: Paint) {
  const [rule, bar, cross] = [faint(signs.rule), faint(signs.bar), faint(signs.cross)];
  const inside = { mid: rule, 'mid-mid': cross, middle: bar };
  return { ...NO_BORDER, ...inside };
}

const NO_BORDER = Object.fromEntries(
  ['top', 'bottom', 'left', 'right']
    .flatMap((side) => [side, `${side}-mid`, `${side}-left`, `${side}-right`])
    .map((part) => [part, '']),
);
