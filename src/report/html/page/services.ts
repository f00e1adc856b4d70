import type { ArmResult } from '../../../experiment/result.ts';
import { armTitle } from '../../arm-title.ts';
import { degradedWords, type GraphTable, graphTables } from '../../services.ts';
import { html, scrolling } from './dom.ts';

/** Of a graph a line a service and a line a link, the arms beside one another. */
export function services(arms: readonly ArmResult[]): HTMLElement[] {
  const degraded = degradedWords(arms);
  const tables = graphTables(arms);
  return tables.map((table, index) => {
    const id = `by-${table.title}`;
    const isLast = index === tables.length - 1;
    return html(
      'section',
      { class: 'incidents', 'aria-labelledby': id },
      html('h2', { id }, table.title === 'service' ? 'Services' : 'Calls'),
      scrolling({ 'aria-labelledby': id }, tableOf(table, arms)),
      ...(isLast && degraded !== '' ? [html('p', { class: 'explains' }, degraded)] : []),
    );
  });
}

function tableOf({ title, head, rows }: GraphTable, arms: readonly ArmResult[]): HTMLElement {
  const names = arms.map((arm) =>
    html('th', { scope: 'colgroup', colspan: head.length, class: 'arm' }, armTitle(arm)),
  );
  const columns = arms.flatMap(() => head.map((name) => html('th', { scope: 'col' }, name)));
  const body = rows.map(({ label, arms: cells }) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, label),
      ...cells.flat().map((cell) => html('td', {}, cell)),
    ),
  );
  return html(
    'table',
    {},
    html(
      'thead',
      {},
      html('tr', {}, html('td', {}), ...names),
      html('tr', {}, html('th', { scope: 'col', class: 'words' }, title), ...columns),
    ),
    html('tbody', {}, ...body),
  );
}
