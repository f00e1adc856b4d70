import type { ChaosResult } from '../../../experiment/study/chaos/chaos-result.ts';
import { moneyTable } from '../../chaos/money.ts';
import {
  ARM_HEAD,
  armRows,
  brokenWords,
  drawnWords,
  kindHead,
  kindNote,
  kindRows,
  placeTable,
  worstWords,
} from '../../chaos/rows.ts';
import { count } from '../../figures.ts';
import { provenance } from '../../provenance.ts';
import { column } from '../../sheet/sheet.ts';
import {
  type Account,
  type AccountList,
  type AccountTable,
  type PlateKind,
  platesOf,
} from '../account.ts';
import { differences, kinds } from './plates.ts';

/** Every plate of a study of incidents, in the order of its page. */
export const CHAOS_PLATES: readonly PlateKind<ChaosResult>[] = [differences, kinds];

const DASH = '–';

export function chaosAccount(result: ChaosResult): Account {
  const { scenario, partial, drawn, thresholds } = result;
  const places = placeTable(result, DASH);
  const money = moneyTable(result, DASH);
  return {
    title: scenario.title === '' ? scenario.name : scenario.title,
    name: scenario.name,
    facts: [...provenance(scenario), `${count(result.incidents.length)} incidents`],
    verdict: [...result.verdict, drawnWords(result)],
    notices:
      partial === undefined
        ? []
        : [
            `Interrupted: ${count(partial.known)} of ${count(drawn.incidents)} incidents are known only.`,
          ],
    thresholds: thresholds.map((one) => ({
      text: one.text,
      verdict: one.verdict,
      finding: brokenWords(one),
    })),
    plates: platesOf(CHAOS_PLATES, result),
    tables: [
      table('Every arm, over all incidents', ARM_HEAD, armRows(result, DASH), ''),
      table('By kind of incident', kindHead(result), kindRows(result, DASH), kindNote(result)),
      ...(places === undefined
        ? []
        : [table('By what is struck', places.head, places.rows, places.note)]),
      ...(money === undefined ? [] : [table('In money', money.head, money.rows, money.note)]),
    ],
    lists: worstList(result),
    scenario,
  };
}

function table(
  heading: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  note: string,
): AccountTable {
  const columns = head.map((text, place) => column(text, place === 0 ? 'left' : 'right'));
  return { heading, columns, rows, note };
}

function worstList({ worst }: ChaosResult): AccountList[] {
  if (worst === null) return [];
  const { heading, troubles, came, shrunk } = worstWords(worst);
  return [
    { heading, lines: [...troubles, `${came}.`] },
    ...(shrunk === null
      ? []
      : [{ heading: shrunk.heading, lines: [...shrunk.script, `${shrunk.came}.`] }]),
  ];
}
