import type { Chart, Key } from '../../chart/chart.ts';
import { sample } from '../../chart/legend.ts';
import { element } from '../../chart/markup.ts';
import { panelHeight, type View } from '../../chart/panel.ts';
import { patternDefinitions } from '../../chart/patterns.ts';
import { PAGE_THEME } from '../../chart/theme.ts';
import { html, svg } from './dom.ts';

const FONT_SIZE = 12;
const PANEL_HEIGHT = 210;
/** Sizes are those of a page whose text is as large as this. */
const USUAL_REM = 16;
/** What the areas, lines and dots of a drawing stand for. */
export function legend(keys: readonly Key[]): HTMLElement {
  const items = keys.map((key) => {
    const size = FONT_SIZE;
    const drawing = element(
      'svg',
      {
        width: 1.9 * size,
        height: size,
        viewBox: `0 0 ${1.9 * size} ${size}`,
        'aria-hidden': 'true',
      },
      [sample(key, size, PAGE_THEME)],
    );
    return html('li', {}, svg(drawing), key.label);
  });
  return html('ul', { class: 'legend' }, ...items);
}

/** The patterns, once for all drawings of the page; they must be rendered to be referred to. */
export function definitions(): SVGElement {
  const size = { width: 0, height: 0, class: 'definitions', 'aria-hidden': 'true' };
  return svg(element('svg', size, [patternDefinitions(PAGE_THEME, scaleOfText())]));
}

/** The page's text grows with the screen, and drawings with the text. */
export function scaleOfText(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_REM;
}

/** The height of a drawing, so that its room is kept for it before it is drawn. */
export function roomOf(chart: Chart): string {
  return `${panelHeight(chart, viewOf(0, 1)) / USUAL_REM}rem`;
}

export function viewOf(width: number, scale: number): View {
  return {
    width: Math.max(160, width),
    height: PANEL_HEIGHT * scale,
    fontSize: FONT_SIZE * scale,
    theme: PAGE_THEME,
  };
}
