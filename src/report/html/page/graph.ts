import type { ArmResult, Result } from '../../../experiment/result.ts';
import { armTitle } from '../../arm-title.ts';
import { PAGE_THEME } from '../../chart/theme.ts';
import { GRAPH_TITLE, graphExplains, graphKeys } from '../../graph/caption.ts';
import {
  drawGraph,
  type GraphLayouts,
  type GraphView,
  graphLayouts,
  graphView,
} from '../../graph/draw.ts';
import { hasGraph, momentOf } from '../../graph/moment.ts';
import { type Sketch, sketchOf } from '../../graph/sketch.ts';
import { momentWords } from '../../graph/words.ts';
import { worstTick } from '../../graph/worst-tick.ts';
import { tickTimes } from '../../tick-times.ts';
import { html, scrolling, svg } from './dom.ts';
import { legend, scaleOfText, viewOf } from './drawing.ts';
import type { Instant } from './instant.ts';

/** A place for the drawing of one arm, and for the same in words. */
interface Panel {
  readonly arm: ArmResult;
  readonly place: HTMLElement;
  readonly words: HTMLElement;
}

/**
 * The services of a graph, of each arm as they are at the chosen instant; of the worst tick, as long as none
 * is chosen. Nothing of the short form.
 */
export function graph(result: Result, instant: Instant): HTMLElement[] {
  if (!hasGraph(result)) return [];
  const sketch = sketchOf(result);
  const worst = worstTick(result.arms);
  const explains = html('p', { class: 'explains' });
  const panels = result.arms.map(panelOf);
  const viewIn = viewer(panels, sketch);
  let view: GraphView | undefined;
  const show = (): void => {
    const tick = instant.tick ?? worst.index;
    const why = tick === worst.index ? worst.why : '';
    explains.textContent = graphExplains(tickTimes(tick, result), why);
    if (view === undefined) return;
    for (const panel of panels) fill(panel, tick, view);
  };
  show();
  instant.watch(show);
  const figure = html(
    'figure',
    { id: 'graph', class: panels.length === 1 ? 'chart single' : 'chart' },
    html(
      'figcaption',
      {},
      html('h2', {}, GRAPH_TITLE),
      explains,
      legend(graphKeys(sketch, PAGE_THEME)),
    ),
    html('div', { class: 'panels' }, ...panels.map(elementOf)),
  );
  let drawnWidth = 0;
  new ResizeObserver(() => {
    if (figure.clientWidth === drawnWidth) return;
    drawnWidth = figure.clientWidth;
    view = viewIn();
    show();
  }).observe(figure);
  return [html('div', { class: 'group graph' }, figure)];
}

function panelOf(arm: ArmResult): Panel {
  const title = armTitle(arm);
  return {
    arm,
    place: scrolling({ 'aria-label': `${GRAPH_TITLE}: ${title}` }, html('div')),
    words: html('ul', { class: 'spoken', 'aria-label': `${GRAPH_TITLE}, in words: ${title}` }),
  };
}

function elementOf({ arm, place, words }: Panel): HTMLElement {
  return html('div', {}, html('h3', {}, armTitle(arm)), place, words);
}

/** Every arm is drawn alike, in the narrowest of the places. */
function viewer(panels: readonly Panel[], sketch: Sketch): () => GraphView {
  let layouts: GraphLayouts | undefined;
  return () => {
    const room = Math.min(...panels.map(({ place }) => place.clientWidth));
    const { width, fontSize } = viewOf(room, scaleOfText());
    if (layouts?.fontSize !== fontSize) layouts = graphLayouts(sketch, fontSize);
    return graphView(layouts, width);
  };
}

function fill({ arm, place, words }: Panel, tick: number, view: GraphView): void {
  const moment = momentOf(arm, tick, view.sketch.frame);
  if (moment === undefined) {
    place.replaceChildren(html('p', {}, 'This arm is over by then.'));
    words.replaceChildren();
    return;
  }
  const drawing = svg(drawGraph(view, moment, PAGE_THEME));
  drawing.setAttribute('aria-hidden', 'true');
  place.replaceChildren(drawing);
  words.replaceChildren(...momentWords(moment).map((text) => html('li', {}, text)));
}
