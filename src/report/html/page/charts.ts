import type { Result } from '../../../experiment/result.ts';
import { armTitle } from '../../arm-title.ts';
import { type Chart, titleOf } from '../../chart/chart.ts';
import { CHARTS, isIn } from '../../chart/index.ts';
import { drawPanel, margins, type View } from '../../chart/panel.ts';
import { troublesOf, troubleTimes } from '../../chart/script-marks.ts';
import { type ArmSeries, type Frame, frameOf } from '../../chart/series.ts';
import { PAGE_THEME } from '../../chart/theme.ts';
import { html } from './dom.ts';
import { definitions, legend, roomOf, scaleOfText, viewOf } from './drawing.ts';
import { graph } from './graph.ts';
import type { Instant } from './instant.ts';

/** A column may be as narrow as this, in px. */
const LEAST_COLUMN = 2;

/** A place for one drawing, and the hair that marks the chosen instant on it. */
interface Panel {
  readonly chart: Chart;
  /** Of the arms that it shows; all of them where undefined. */
  readonly arm: number | undefined;
  readonly place: HTMLElement;
  readonly hair: HTMLElement;
  view: View | undefined;
}

/** Whether all is drawn at once, or what is in sight first and then, frame by frame, the rest. */
export type Haste = 'at once' | 'in sight first';

/** All charts of a result, drawn as wide as there is room and drawn anew when that changes. */
export function charts(result: Result, instant: Instant, haste: Haste): HTMLElement {
  const frame = frameOf(result, Number.POSITIVE_INFINITY);
  const panels: Panel[] = [];
  const groups = CHARTS.filter((group) => isIn(group, result)).map((group) =>
    html('div', { class: 'group' }, ...group.map((chart) => figure(chart, frame, panels))),
  );
  const section = html(
    'section',
    { class: 'charts', 'aria-label': 'Charts' },
    definitions(),
    ...script(result),
    ...graph(result, instant),
    ...groups,
  );
  instant.watch(() => {
    for (const panel of panels) placeHair(panel, result, instant);
  });
  for (const panel of panels) followPointer(panel, result, instant);
  let drawnWidth = 0;
  new ResizeObserver(() => {
    if (section.clientWidth === drawnWidth) return;
    drawnWidth = section.clientWidth;
    const draw = drawer(panels, result, instant);
    const isFirst = (panel: Panel) => haste === 'at once' || isInSight(panel);
    const [first, rest] = [panels.filter(isFirst), panels.filter((one) => !isFirst(one))];
    for (const panel of first) draw(panel);
    const width = drawnWidth;
    frameByFrame(rest, draw, () => section.isConnected && width === drawnWidth);
  }).observe(section);
  return section;
}

function isInSight({ place }: Panel): boolean {
  const { top, bottom } = place.getBoundingClientRect();
  return top < innerHeight && bottom > 0;
}

/** One in each frame, as long as anybody wants to see them. */
function frameByFrame(
  panels: readonly Panel[],
  draw: (panel: Panel) => void,
  isWanted: () => boolean,
): void {
  const [next, ...others] = panels;
  if (next === undefined) return;
  requestAnimationFrame(() => {
    if (!isWanted()) return;
    draw(next);
    frameByFrame(others, draw, isWanted);
  });
}

function figure(chart: Chart, frame: Frame, panels: Panel[]): HTMLElement {
  const arms = chart.panels === 'an arm' ? frame.result.arms.map((_, arm) => arm) : [undefined];
  const title = titleOf(chart, frame.result);
  const own = arms.map((arm): Panel => {
    const hair = html('div', { class: 'hair', hidden: '' });
    const name = arm === undefined ? 'all arms' : frame.result.arms[arm]!.name;
    const look = { class: 'panel', role: 'img', 'aria-label': `${title}: ${name}` };
    const place = html('div', look, hair);
    place.style.minHeight = roomOf(chart);
    return { chart, arm, hair, place, view: undefined };
  });
  panels.push(...own);
  const named = own.map(({ place, arm }) => {
    const name = arm === undefined ? [] : [html('h3', {}, armTitle(frame.result.arms[arm]!))];
    return html('div', {}, ...name, place);
  });
  return html(
    'figure',
    { id: chart.name, class: arms.length === 1 ? 'chart single' : 'chart' },
    html(
      'figcaption',
      {},
      html('h2', {}, title),
      html('p', { class: 'explains' }, chart.explains(frame)),
      legend(chart.keys(frame, PAGE_THEME)),
    ),
    html('div', { class: 'panels' }, ...named),
  );
}

/** What the bands on the charts mean. */
function script(result: Result): HTMLElement[] {
  const troubles = troublesOf(result);
  if (troubles.length === 0) return [];
  const items = troubles.map((trouble) =>
    html(
      'li',
      {},
      ...(troubles.length === 1 ? [] : [html('b', {}, trouble.letter)]),
      `${troubleTimes(trouble, result)}: ${trouble.changes.join(', ')}`,
    ),
  );
  return [html('div', { class: 'script' }, html('h2', {}, 'Script'), html('ul', {}, ...items))];
}

/** Draws a panel as wide as it is now. */
function drawer(
  panels: readonly Panel[],
  result: Result,
  instant: Instant,
): (panel: Panel) => void {
  // All widths are read before anything is drawn: reading after writing would lay out the page each time.
  const scale = scaleOfText();
  const views = new Map(panels.map((panel) => [panel, viewOf(panel.place.clientWidth, scale)]));
  const frames = new Map<number, Frame>();
  return (panel) => {
    const view = views.get(panel)!;
    const columns = Math.floor(view.width / LEAST_COLUMN);
    const frame = frames.get(columns) ?? frameOf(result, columns);
    frames.set(columns, frame);
    const drawing = drawPanel(panel.chart, armsOf(panel, frame), frame, view);
    // The panel has a name; what the drawing is made of would only be noise.
    drawing.setAttribute('aria-hidden', 'true');
    panel.view = view;
    panel.place.replaceChildren(drawing, panel.hair);
    const explains = panel.place.closest('figure')?.querySelector('.explains');
    if (explains) explains.textContent = panel.chart.explains(frame);
    placeHair(panel, result, instant);
  };
}

function armsOf({ arm }: Panel, { arms }: Frame): readonly ArmSeries[] {
  return arm === undefined ? arms : [arms[arm]!];
}

function placeHair({ hair, view }: Panel, { scenario }: Result, { tick }: Instant): void {
  if (tick === undefined || view === undefined) return;
  const { left, right } = margins(view);
  const middle = Math.min((tick + 0.5) * scenario.tickMs, scenario.durationMs);
  const x = left + (middle / scenario.durationMs) * (view.width - left - right);
  hair.hidden = false;
  hair.style.transform = `translateX(${x.toFixed(1)}px)`;
}

function followPointer(panel: Panel, { scenario }: Result, instant: Instant): void {
  const follow = ({ clientX }: PointerEvent) => {
    if (panel.view === undefined) return;
    const { left, right } = margins(panel.view);
    const x = clientX - panel.place.getBoundingClientRect().left;
    const share = (x - left) / (panel.view.width - left - right);
    if (share < 0 || share > 1) return;
    instant.choose(Math.floor((share * scenario.durationMs) / scenario.tickMs));
  };
  panel.place.addEventListener('pointermove', follow);
  panel.place.addEventListener('pointerdown', follow);
}
