import { html } from '../../report/html/page/dom.ts';
import type { LabData } from '../lab-data.ts';
import type { Bench } from './bench.ts';

/** Which scenario, and what can be done with it. */
export function heading(bench: Bench, data: LabData, ...tools: HTMLElement[]): HTMLElement {
  return html(
    'header',
    { class: 'masthead' },
    html('p', { class: 'brand' }, html('b', {}, 'blackfriday'), ' lab'),
    chooser(bench, data),
    html('div', { class: 'tools' }, reset(bench), ...tools),
  );
}

function chooser(bench: Bench, { shipped, opened }: LabData): HTMLElement {
  const own = shipped.some(({ name }) => name === opened.reference)
    ? []
    : [html('option', { value: '' }, opened.material.name)];
  const options = shipped.map(({ name, title }) =>
    html('option', { value: name }, `${name}: ${title}`),
  );
  const select = html('select', { 'aria-label': 'Scenario' }, ...own, ...options);
  select.addEventListener('change', () => {
    const chosen = shipped.find(({ name }) => name === select.value);
    if (chosen === undefined) bench.open(opened.material, opened.reference);
    else bench.open({ name: `${chosen.name}.yaml`, text: chosen.text, files: {} }, chosen.name);
  });
  const show = () => {
    select.value = bench.reference ?? '';
  };
  bench.watch(show);
  show();
  return select;
}

function reset(bench: Bench): HTMLElement {
  const button = html('button', { type: 'button', class: 'action' }, 'Reset');
  const show = () => {
    button.disabled = bench.material.text === bench.origin.text;
  };
  button.addEventListener('click', () => bench.reset());
  bench.watch(show);
  show();
  return button;
}
