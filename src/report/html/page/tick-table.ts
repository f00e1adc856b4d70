import type { ArmResult, Result } from '../../../experiment/result.ts';
import { armTitle } from '../../arm-title.ts';
import { longest } from '../../chart/series.ts';
import { count, instant as instantText, tickDecimals } from '../../figures.ts';
import { sortedRows, type TickColumn, tickColumns } from '../tick-columns.ts';
import { html, scrolling } from './dom.ts';
import type { Instant } from './instant.ts';

/** Rows that are shown at once: more than fit on a screen, few enough to appear in no time. */
const PAGE = 120;

type Direction = 'ascending' | 'descending';

interface Cells {
  readonly arm: ArmResult;
  readonly column: TickColumn;
}

/** Every tick of every arm, sorted by any column, in pages where there are many; a tap on one chooses its instant. */
export function tickTable(result: Result, instant: Instant): HTMLElement {
  const length = longest(result.arms);
  const columns = result.arms.flatMap((arm): Cells[] =>
    tickColumns(arm.totals.breaker !== null).map((column) => ({ arm, column })),
  );
  const body = html('tbody');
  const position = html('span', { class: 'position', role: 'status' });
  let order = Array.from({ length }, (_, row) => row);
  let first = 0;
  let rows = new Map<number, HTMLElement>();
  const mark = () => {
    for (const [row, element] of rows) element.classList.toggle('chosen', row === instant.tick);
  };
  instant.watch(mark);

  const show = () => {
    const shown = order.slice(first, first + PAGE);
    rows = new Map(shown.map((row) => [row, rowOf(row, columns, result)]));
    for (const [row, element] of rows) {
      element.addEventListener('click', () => instant.choose(row));
    }
    body.replaceChildren(...rows.values());
    mark();
    const last = first + shown.length;
    position.textContent = `${count(first + 1)} to ${count(last)} of ${count(length)} ticks`;
  };
  const turn = (pages: number) => {
    first = Math.max(0, Math.min(first + pages * PAGE, lastPage(length)));
    show();
  };
  const sort = (index: number, direction: Direction) => {
    const chosen = columns[index];
    const values = Array.from({ length }, (_, row) => {
      if (chosen === undefined) return row;
      const tick = chosen.arm.ticks?.[row];
      return tick === undefined ? null : chosen.column.value(tick);
    });
    order = sortedRows(values, direction);
    first = 0;
    show();
  };
  show();
  return html(
    'section',
    { class: 'ticks', 'aria-labelledby': 'ticks' },
    html('h2', { id: 'ticks' }, 'Ticks'),
    scrolling(
      { 'aria-labelledby': 'ticks' },
      html('table', {}, head(result.arms, columns, sort), body),
    ),
    ...(length > PAGE ? [pager(turn, position)] : []),
  );
}

function lastPage(length: number): number {
  return Math.floor(Math.max(0, length - 1) / PAGE) * PAGE;
}

function rowOf(row: number, columns: readonly Cells[], { scenario }: Result): HTMLElement {
  const time = instantText(row * scenario.tickMs, tickDecimals(scenario.tickMs));
  const cells = columns.map(({ arm, column }, index) => {
    const tick = arm.ticks?.[row];
    const text = tick === undefined ? '' : column.text(tick);
    return html('td', cellLook(index, columns, text), text);
  });
  return html('tr', {}, html('th', { scope: 'row' }, time), ...cells);
}

/** Nothing stands back; an arm's first column stands off from the arm before it. */
function cellLook(index: number, columns: readonly Cells[], text: string) {
  const looks = [
    text === '0' ? 'zero' : '',
    columns[index]!.column.header === 'state' ? `state ${text}` : '',
    columns[index - 1]?.arm === columns[index]!.arm ? '' : 'first',
  ].filter((look) => look !== '');
  return { class: looks.join(' ') };
}

function head(
  arms: readonly ArmResult[],
  columns: readonly Cells[],
  sort: (index: number, direction: Direction) => void,
): HTMLElement {
  const headers: HTMLElement[] = [];
  const header = (label: string, index: number, look: string) => {
    const button = html('button', { type: 'button' }, label);
    const cell = html('th', { scope: 'col', class: look }, button);
    button.addEventListener('click', () => {
      const before = cell.getAttribute('aria-sort');
      // A person who sorts by a number looks for the largest; time runs forwards.
      const start: Direction = index < 0 ? 'ascending' : 'descending';
      const other = start === 'ascending' ? 'descending' : 'ascending';
      const direction = before === start ? other : start;
      for (const one of headers) one.removeAttribute('aria-sort');
      cell.setAttribute('aria-sort', direction);
      sort(index, direction);
    });
    headers.push(cell);
    return cell;
  };
  const time = header('time', -1, '');
  time.setAttribute('aria-sort', 'ascending');
  const groups = arms.map((arm) => {
    const span = columns.filter((one) => one.arm === arm).length;
    return html('th', { scope: 'colgroup', colspan: span, class: 'arm first' }, armTitle(arm));
  });
  const own = columns.map(({ column }, index) =>
    header(column.header, index, cellLook(index, columns, '').class),
  );
  return html('thead', {}, html('tr', {}, html('td', {}), ...groups), html('tr', {}, time, ...own));
}

function pager(turn: (pages: number) => void, position: HTMLElement): HTMLElement {
  const button = (label: string, pages: number) => {
    const one = html('button', { type: 'button', class: 'action' }, label);
    one.addEventListener('click', () => turn(pages));
    return one;
  };
  return html(
    'nav',
    { class: 'pager', 'aria-label': 'Pages of ticks' },
    button('First', Number.NEGATIVE_INFINITY),
    button('Previous', -1),
    position,
    button('Next', 1),
    button('Last', Number.POSITIVE_INFINITY),
  );
}
