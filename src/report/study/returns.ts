import type { ReturnsReading } from '../../experiment/study/economics.ts';
import type { ArmReading } from '../../experiment/study/study.ts';
import { armTitle } from '../arm-title.ts';
import { RETURN_ROWS } from '../return-rows.ts';
import type { Figures } from '../table/columns-in-parts.ts';

/** What each arm brings against the first, with the ends of its interval; undefined where no prices are named. */
export function returnFigures(
  arms: readonly ArmReading[],
  currency: string | undefined,
): Figures | undefined {
  const told = arms.flatMap(({ economics, ...arm }) =>
    economics === undefined ? [] : [{ name: armTitle(arm), economics }],
  );
  if (told.length === 0) return undefined;
  return {
    title: currency === undefined ? 'Returns' : `Returns, in ${currency}`,
    names: told.map(({ name }) => name),
    rows: RETURN_ROWS.map((row) => ({
      label: row.label,
      cells: told.map(({ economics }) => cell(row, economics)),
    })).filter(({ cells }) => cells.some((text) => text !== '')),
  };
}

/** `167 % (155 % to 179 %)` */
function cell(
  { text, falls }: (typeof RETURN_ROWS)[number],
  { mean, interval }: ReturnsReading,
): string {
  const told = text(mean);
  if (interval === null) return told;
  const ends = [interval.worst, interval.best].map(text);
  const [low, high] = falls === true ? ends.reverse() : ends;
  return low === '' || low === high ? told : `${told} (${low} to ${high})`;
}
