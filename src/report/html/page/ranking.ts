import type { Result } from '../../../experiment/result.ts';
import { rankingTable } from '../../ranking.ts';
import { html, scrolling } from './dom.ts';

/** All arms, the best first, where there are more than two. */
export function ranking(result: Result): HTMLElement[] {
  const ranked = rankingTable(result);
  if (ranked === undefined) return [];
  const heads = ranked.head.map((text, column) =>
    html('th', { scope: 'col', class: column === 1 ? 'words' : 'figure' }, text),
  );
  const rows = ranked.rows.map((row) =>
    html(
      'tr',
      {},
      ...row.map((text, column) =>
        column === 1 ? html('th', { scope: 'row' }, text) : html('td', {}, text),
      ),
    ),
  );
  const table = html(
    'table',
    {},
    html('thead', {}, html('tr', {}, ...heads)),
    html('tbody', {}, ...rows),
  );
  return [
    html(
      'section',
      { class: 'incidents', 'aria-labelledby': 'ranking' },
      html('h2', { id: 'ranking' }, 'Ranking'),
      scrolling({ 'aria-labelledby': 'ranking' }, table),
    ),
  ];
}
