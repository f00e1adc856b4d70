import type { CellReading, Study } from '../../../experiment/study/study.ts';

/** A name for a panel of a cell: what is drawn, and of which cell where there are several. */
export function panelName({ cells }: Study, { settings }: CellReading, name: string): string {
  const where = cells.length === 1 ? '' : settings.join(', ');
  return [name, where].filter((part) => part !== '').join('; ');
}

/** How the arms of a study are told apart in its pictures. */
export const TONES = {
  baseline: 'the first arm, which the others are compared with',
  better: 'better than the first arm, beyond doubt',
  worse: 'worse than the first arm, beyond doubt',
  open: 'no difference to the first arm can be told',
} as const;
