import type { AccountTable } from '../../account/account.ts';
import { html, scrolling } from './dom.ts';

/** The figures of a study, to be read one by one. */
export function accountTable({ heading, columns, rows }: AccountTable): HTMLElement {
  const look = (place: number) => ({
    class: columns[place]!.aligned === 'left' ? 'words' : 'figure',
  });
  const head = columns.map((one, place) => html('th', { scope: 'col', ...look(place) }, one.head));
  const body = rows.map((cells) =>
    html(
      'tr',
      {},
      ...cells.map((text, place) =>
        place === 0
          ? html('th', { scope: 'row', ...look(0) }, text)
          : html('td', look(place), text),
      ),
    ),
  );
  const whole = html(
    'table',
    {},
    html('thead', {}, html('tr', {}, ...head)),
    html('tbody', {}, ...body),
  );
  return scrolling({ 'aria-label': heading }, whole);
}
