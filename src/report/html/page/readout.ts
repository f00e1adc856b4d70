import type { Result } from '../../../experiment/result.ts';
import { armTitle } from '../../arm-title.ts';
import { longest, moneyOf } from '../../chart/series.ts';
import { tickTimes } from '../../tick-times.ts';
import { FIELDS } from '../readout-fields.ts';
import { html, scrolling } from './dom.ts';
import type { Instant } from './instant.ts';

/** All arms at the chosen instant, always in sight; its slider chooses the instant by keyboard too. */
export function readout(result: Result, instant: Instant): HTMLElement {
  const slider = html('input', {
    type: 'range',
    min: 0,
    max: Math.max(0, longest(result.arms) - 1),
    value: 0,
    'aria-label': 'Instant',
  });
  const when = html('output', { class: 'when' }, 'Point at a chart or move the slider');
  const { table, show } = values(result);
  table.hidden = true;
  slider.addEventListener('input', () => instant.choose(Number(slider.value)));
  instant.watch((tick) => {
    const text = tickTimes(tick, result);
    slider.value = String(tick);
    slider.setAttribute('aria-valuetext', text);
    when.textContent = text;
    table.hidden = false;
    show(tick);
  });
  return html(
    'aside',
    { class: 'readout', 'aria-label': 'All arms at one instant' },
    html('div', { class: 'scrub' }, when, slider),
    scrolling({ 'aria-label': 'Values' }, table),
  );
}

/** A row an arm, whose cells are filled anew for every instant. */
function values(result: Result): { table: HTMLTableElement; show: (tick: number) => void } {
  const rows = result.arms.map((arm) => {
    const cells = FIELDS.map(({ group, label }) =>
      html('td', { 'data-field': `${group} ${label}` }),
    );
    const row = html('tr', {}, html('th', { scope: 'row' }, armTitle(arm)), ...cells);
    return { arm, cells, row, money: moneyOf(arm) };
  });
  const table = html('table', {}, head(), html('tbody', {}, ...rows.map(({ row }) => row)));
  const show = (index: number) => {
    for (const { arm, cells, money } of rows) {
      const tick = arm.ticks?.[index];
      FIELDS.forEach((field, column) => {
        const text = tick === undefined ? '' : field.text({ tick, lostCents: money[index]!.lost });
        cells[column]!.textContent = text;
      });
    }
  };
  return { table, show };
}

function head(): HTMLElement {
  const groups: { name: string; span: number }[] = [];
  for (const { group } of FIELDS) {
    const last = groups.at(-1);
    if (last?.name === group) last.span++;
    else groups.push({ name: group, span: 1 });
  }
  return html(
    'thead',
    {},
    html(
      'tr',
      {},
      html('td', {}),
      ...groups.map(({ name, span }) => html('th', { scope: 'colgroup', colspan: span }, name)),
    ),
    html(
      'tr',
      {},
      html('td', {}),
      ...FIELDS.map(({ label }) => html('th', { scope: 'col' }, label)),
    ),
  );
}
