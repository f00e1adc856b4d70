import { outgoing } from '../kernel/outgoing.ts';

/** One line of RFC 4180; what does not exist is an empty cell. */
export function csvRow(cells: readonly (string | number | null)[]): string {
  const texts = cells.map((cell) =>
    typeof cell === 'string' ? outgoing(cell, 'csv') : (cell ?? ''),
  );
  return `${texts.join(',')}\n`;
}
