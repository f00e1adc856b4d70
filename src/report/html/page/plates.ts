import { PAGE_THEME } from '../../chart/theme.ts';
import type { Plate, PlatePanel } from '../../plate/plate.ts';
import { html } from './dom.ts';
import { definitions, legend, scaleOfText, viewOf } from './drawing.ts';

interface Place {
  readonly panel: PlatePanel;
  readonly element: HTMLElement;
}

/** All plates of a study, drawn as wide as there is room and drawn anew when that changes. */
export function plates(list: readonly Plate[]): HTMLElement {
  const places: Place[] = [];
  const section = html(
    'section',
    { class: 'charts', 'aria-label': 'Charts' },
    definitions(),
    ...list.map((plate) => html('div', { class: 'group' }, figure(plate, places))),
  );
  let drawnWidth = 0;
  new ResizeObserver(() => {
    if (section.clientWidth === drawnWidth) return;
    drawnWidth = section.clientWidth;
    drawAll(places);
  }).observe(section);
  return section;
}

function figure({ name, title, explains, keys, panels }: Plate, places: Place[]): HTMLElement {
  const own = panels.map((panel): Place => {
    const label = panel.name === '' ? title : `${title}: ${panel.name}`;
    return { panel, element: html('div', { class: 'panel', role: 'img', 'aria-label': label }) };
  });
  places.push(...own);
  const named = own.map(({ panel, element }) =>
    html('div', {}, ...(panel.name === '' ? [] : [html('h3', {}, panel.name)]), element),
  );
  return html(
    'figure',
    { id: name, class: own.length === 1 ? 'chart single' : 'chart' },
    html(
      'figcaption',
      {},
      html('h2', {}, title),
      html('p', { class: 'explains' }, explains),
      legend(keys(PAGE_THEME)),
    ),
    html('div', { class: 'panels' }, ...named),
  );
}

function drawAll(places: readonly Place[]): void {
  // All widths are read before anything is drawn: reading after writing would lay out the page each time.
  const scale = scaleOfText();
  const views = places.map(({ element }) => viewOf(element.clientWidth, scale));
  places.forEach(({ panel, element }, index) => {
    const drawing = panel.draw(views[index]!);
    // The panel has a name, and the tables have its figures.
    drawing.setAttribute('aria-hidden', 'true');
    element.replaceChildren(drawing);
  });
}
