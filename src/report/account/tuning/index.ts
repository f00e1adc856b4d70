import type { TuneResult } from '../../../experiment/study/tune/tune-result.ts';
import { tuneSheet } from '../../tune/sheet.ts';
import { type Account, type PlateKind, platesOf } from '../account.ts';
import { fromSheet } from '../from-sheet.ts';
import { candidates, candidateTable, finalists, settings } from './candidates.ts';
import { race } from './race.ts';

/** Every plate of a tuning, in the order of its page. */
export const TUNING_PLATES: readonly PlateKind<TuneResult>[] = [
  finalists,
  race,
  candidates,
  settings,
];

export function tuningAccount(result: TuneResult): Account {
  const told = fromSheet(tuneSheet(result, false));
  return {
    ...told,
    name: result.scenario.name,
    notices: [],
    thresholds: [],
    plates: platesOf(TUNING_PLATES, result),
    tables: [...told.tables, candidateTable(result)],
    lists: [],
    scenario: {},
  };
}
