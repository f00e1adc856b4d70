import { outgoing } from '../kernel/outgoing.ts';

/** Words are words, not markup. */
export function prose(text: string): string {
  return outgoing(text, 'markdown');
}

export function code(text: string): string {
  return outgoing(text, 'markdown code');
}

export function tableRow(cells: readonly string[]): string {
  return alignments(cells.map(prose));
}

export function alignments(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
