import type { ArmResult } from '../../../experiment/result.ts';
import { armTitle } from '../../arm-title.ts';
import { incidentRows } from '../../incidents.ts';
import { html, scrolling } from './dom.ts';

/** The troubles of the run, where there are several: the verdict tells the whole of one. */
export function incidents(arms: readonly ArmResult[]): HTMLElement[] {
  const { rows, more } = incidentRows(arms);
  if (rows.length === 0 || (rows.length === 1 && arms.length <= 2)) return [];
  const heads = arms.map((arm) =>
    html('th', { scope: 'colgroup', colspan: 2, class: 'arm' }, armTitle(arm)),
  );
  const own = arms.flatMap(() => [
    html('th', { scope: 'col' }, 'orders lost'),
    html('th', { scope: 'col', class: 'words' }, 'normal again'),
  ]);
  const body = rows.map(({ when, cause, arms: of }) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, when),
      html('td', { class: 'cause' }, cause),
      ...of.flatMap((one) => [
        html('td', {}, one?.lost ?? ''),
        html('td', { class: 'words' }, one?.recovered ?? ''),
      ]),
    ),
  );
  const table = html(
    'table',
    {},
    html(
      'thead',
      {},
      html('tr', {}, html('td', { colspan: 2 }), ...heads),
      html(
        'tr',
        {},
        html('th', { scope: 'col', class: 'words' }, 'trouble'),
        html('th', { scope: 'col', class: 'words' }, 'cause'),
        ...own,
      ),
    ),
    html('tbody', {}, ...body),
  );
  const rest =
    more === 0 ? [] : [html('p', { class: 'explains' }, `and ${more} more that cost less`)];
  return [
    html(
      'section',
      { class: 'incidents', 'aria-labelledby': 'incidents' },
      html('h2', { id: 'incidents' }, 'Incidents'),
      scrolling({ 'aria-labelledby': 'incidents' }, table),
      ...rest,
    ),
  ];
}
