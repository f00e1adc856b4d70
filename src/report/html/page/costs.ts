import type { Result } from '../../../experiment/result.ts';
import { armTitle } from '../../arm-title.ts';
import { costMatrix } from '../../cost-matrix.ts';
import { html, scrolling } from './dom.ts';

/** What trouble costs, an arm a column, and in words; nothing where the scenario names no prices. */
export function costs(result: Result): HTMLElement[] {
  const matrix = costMatrix(result);
  if (matrix === undefined) return [];
  const { title, rows, verdict } = matrix;
  const heads = [title, ...result.arms.map(armTitle)];
  const head = html('tr', {}, ...heads.map((text) => html('th', { scope: 'col' }, text)));
  const body = rows.map(({ label, cells }) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, label),
      ...cells.map((text) => html('td', {}, text)),
    ),
  );
  const table = html('table', {}, html('thead', {}, head), html('tbody', {}, ...body));
  return [
    html(
      'section',
      { class: 'costs', 'aria-labelledby': 'costs' },
      html('h2', { id: 'costs' }, 'Money'),
      scrolling({ 'aria-labelledby': 'costs' }, table),
      ...(verdict.length === 0 ? [] : [html('p', { class: 'explains' }, verdict.join(' '))]),
    ),
  ];
}
