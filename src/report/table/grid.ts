import CliTable from 'cli-table3';
import type { Paint } from '../paint.ts';

export type Alignment = 'left' | 'right';

/** Cells in columns as wide as they need, with a rule under the head. */
export function gridLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  aligned: readonly Alignment[],
  paint: Paint,
): string[] {
  const table = new CliTable({
    head: head.map((cell) => (cell === '' ? '' : paint.heading(cell))),
    colAligns: [...aligned],
    // cli-table3 would colour by itself, even where there is no terminal.
    style: { head: [], border: [], compact: true },
    chars: frame(paint),
  });
  for (const row of rows) table.push([...row]);
  return table.toString().replace(/ +$/gm, '').split('\n');
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
