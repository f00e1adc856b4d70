import { sweepSheet } from '../../sweep/sheet.ts';
import { type Account, type PlateKind, platesOf } from '../account.ts';
import { fromSheet } from '../from-sheet.ts';
import { cells, curves, heatmap } from './grid.ts';
import { type SweepDocument, sweptOf } from './subject.ts';

/** Every plate of a sweep, in the order of its page. */
export const SWEEP_PLATES: readonly PlateKind<SweepDocument>[] = [curves, heatmap, cells];

export function sweepAccount(document: SweepDocument): Account {
  const { scenario } = document;
  return {
    ...fromSheet(sweepSheet(sweptOf(document), false)),
    name: scenario.name,
    notices: [],
    thresholds: [],
    plates: platesOf(SWEEP_PLATES, document),
    lists: [],
    scenario,
  };
}
