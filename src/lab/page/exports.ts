import type { Result } from '../../experiment/result.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { CHARTS, type ChartGroup, isIn } from '../../report/chart/index.ts';
import { pictureText } from '../../report/chart/picture.ts';
import { html } from '../../report/html/page/dom.ts';
import { save } from '../../report/html/page/save.ts';
import { jsonText } from '../../report/json.ts';
import type { Bench } from './bench.ts';

/** What can be taken along: the scenario, the result as `--format json` writes it, and every chart. */
export function exportMenu(bench: Bench, result: () => Result | undefined): HTMLElement {
  const items = html('div', { class: 'items' });
  const menu = html(
    'details',
    { class: 'menu' },
    html('summary', { class: 'action' }, 'Export'),
    items,
  );
  menu.addEventListener('toggle', () => {
    if (menu.open) items.replaceChildren(...itemsOf(bench, result()));
  });
  return menu;
}

function itemsOf(bench: Bench, result: Result | undefined): HTMLElement[] {
  const { name, text } = bench.material;
  const scenario = item('Scenario', () => save(name, [text], 'application/yaml'));
  if (result === undefined) return [scenario];
  const own = result.scenario.name;
  const pictures = CHARTS.filter((group) => isIn(group, result)).flatMap((group) => [
    item(`${group[0].title}, SVG`, () =>
      save(`${own}-${group[0].name}.svg`, [svgOf(group, result)], SVG),
    ),
    item(
      `${group[0].title}, PNG`,
      () => void savePng(`${own}-${group[0].name}.png`, svgOf(group, result)),
    ),
  ]);
  return [
    scenario,
    item('Result, JSON', () => {
      const pieces = [...jsonText(result)].map((piece) => outgoing(piece, 'json'));
      save(`${own}.json`, pieces, 'application/json');
    }),
    ...pictures,
  ];
}

function item(label: string, action: () => void): HTMLElement {
  const button = html('button', { type: 'button' }, label);
  button.addEventListener('click', action);
  return button;
}

const SVG = 'image/svg+xml';

function svgOf(group: ChartGroup, result: Result): string {
  const empty = new DOMParser().parseFromString('<svg xmlns="http://www.w3.org/2000/svg"/>', SVG);
  return pictureText(group, result, empty);
}

/** Twice as fine as the SVG says: for a projector. */
const FINENESS = 2;

async function savePng(name: string, svg: string): Promise<void> {
  const image = new Image();
  image.src = `data:${SVG};charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = html('canvas', {
    width: image.naturalWidth * FINENESS,
    height: image.naturalHeight * FINENESS,
  });
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => {
    if (blob !== null) save(name, [blob], 'image/png');
  }, 'image/png');
}
