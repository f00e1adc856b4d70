import { sideBySide } from '../../experiment/ranking.ts';
import type { Result } from '../../experiment/result.ts';
import { verdictOf } from '../../experiment/verdict/overall.ts';
import { oneLine, outgoing } from '../../kernel/outgoing.ts';
import { armTitle } from '../arm-title.ts';
import { provenance } from '../provenance.ts';
import { worded } from '../worded.ts';
import { wrap } from '../wrap.ts';
import type { Chart } from './chart.ts';
import { legendRows } from './legend.ts';
import { element, type Markup, markupText } from './markup.ts';
import { drawPanel, panelHeight, type View } from './panel.ts';
import { patternDefinitions } from './patterns.ts';
import { troublesOf, troubleTimes } from './script-marks.ts';
import { type ArmSeries, type Frame, frameOf } from './series.ts';
import { state } from './state.ts';
import { PICTURE_THEME } from './theme.ts';

/** In px; a slide is as wide. */
const PICTURE_WIDTH = 1600;
/** The family that the text is set in; those who make pixels of it bring the font. */
export const PICTURE_FONT = 'Inter';

const MARGIN = 56;
const FONT_SIZE = 22;
const PATTERN_SCALE = 1.6;
const TITLE_SIZE = 40;
const LINE = 1.4;
/** A letter is about this much of its size; a heavy one of the title, in the widest of the usual fonts. */
const LETTER = 0.55;
const TITLE_LETTER = 0.68;
const LEAST_COLUMN_PX = 2;

/** A piece of a picture, and how much of its height it takes. */
interface Block {
  readonly height: number;
  readonly content: readonly (Markup | { readonly raw: string })[];
}

/**
 * Charts of a result, one upon another for every arm, as the text of an SVG file for a slide or a paper.
 * `document` makes the nodes that it is drawn with, and must be one of XML. Needs a result that holds ticks.
 */
export function pictureText(
  charts: readonly [Chart, ...Chart[]],
  raw: Result,
  document: object,
): string {
  const whole = worded(raw, (text) => outgoing(oneLine(text), 'screen'));
  const [lead = ''] = verdictOf(whole);
  const result = sideBySide(whole);
  const view: View = {
    width: PICTURE_WIDTH - 2 * MARGIN,
    height: result.arms.length === 1 ? 520 : 290,
    fontSize: FONT_SIZE,
    theme: PICTURE_THEME,
    document,
  };
  const frame = frameOf(result, Math.floor(view.width / LEAST_COLUMN_PX));
  return stack(pictureTitle(charts[0], result), provenance(result.scenario).join(', '), [
    heading(charts[0], lead, frame),
    ...panelGroups(charts, frame).map(([name, panels]) =>
      group(name, panels.flatMap(visible), frame, view),
    ),
    legend(charts, frame),
    script(result),
  ]);
}

/** What stands together under one name: the charts of an arm, or those of all arms. */
function panelGroups(
  charts: readonly Chart[],
  { arms }: Frame,
): [string, { chart: Chart; arms: readonly ArmSeries[] }[]][] {
  if (charts.every(({ panels }) => panels === 'all arms')) {
    return [['', charts.map((chart) => ({ chart, arms }))]];
  }
  return arms.map((arm) => [armTitle(arm.arm), charts.map((chart) => ({ chart, arms: [arm] }))]);
}

/** An arm without a breaker has no state worth a strip. */
function visible(panel: { chart: Chart; arms: readonly ArmSeries[] }) {
  const hasBreaker = panel.arms.some(({ arm }) => arm.totals.breaker !== null);
  return panel.chart === state && !hasBreaker ? [] : [panel];
}

function group(
  name: string,
  panels: readonly { chart: Chart; arms: readonly ArmSeries[] }[],
  frame: Frame,
  view: View,
): Block {
  let y = name === '' ? 0 : FONT_SIZE * LINE;
  const drawings = panels.map(({ chart, arms }) => {
    const raw = drawPanel(chart, arms, frame, view).outerHTML as string;
    const placed = element('g', { transform: `translate(0, ${y})` }, [{ raw }]);
    y += panelHeight(chart, view);
    return placed;
  });
  const title = line(name, 0, { size: FONT_SIZE, weight: 600 });
  return { height: y + 0.6 * FONT_SIZE, content: name === '' ? drawings : [title, ...drawings] };
}

function heading(chart: Chart, lead: string, frame: Frame): Block {
  const titleWidth = Math.floor((PICTURE_WIDTH - 2 * MARGIN) / (TITLE_LETTER * TITLE_SIZE));
  const textWidth = Math.floor((PICTURE_WIDTH - 2 * MARGIN) / (LETTER * FONT_SIZE));
  const titles = wrap(pictureTitle(chart, frame.result), titleWidth);
  const texts = [lead, chart.explains(frame)]
    .filter((text) => text !== '')
    .flatMap((text) => wrap(text, textWidth));
  let y = 0;
  const content = [
    ...titles.map((text) => {
      const placed = line(text, y, { size: TITLE_SIZE, weight: 600 });
      y += TITLE_SIZE * 1.2;
      return placed;
    }),
    ...texts.map((text) => {
      const placed = line(text, y + 6, { size: FONT_SIZE, soft: true });
      y += FONT_SIZE * LINE;
      return placed;
    }),
  ];
  return { height: y + FONT_SIZE, content };
}

function legend(charts: readonly Chart[], frame: Frame): Block {
  const keys = charts.flatMap((chart) => chart.keys(frame, PICTURE_THEME));
  const { rows, height } = legendRows(keys, PICTURE_WIDTH - 2 * MARGIN, FONT_SIZE, PICTURE_THEME);
  return { height, content: rows };
}

function script(result: Result): Block {
  const troubles = troublesOf(result);
  const width = Math.floor((PICTURE_WIDTH - 2 * MARGIN) / (LETTER * FONT_SIZE));
  const lines = troubles.flatMap((trouble) => {
    const letter = troubles.length === 1 ? 'Script' : trouble.letter;
    const words = `${letter}: ${trouble.changes.join(', ')}, ${troubleTimes(trouble, result)}`;
    return wrap(words, width);
  });
  return {
    height: lines.length * FONT_SIZE * LINE,
    content: lines.map((text, index) =>
      line(text, index * FONT_SIZE * LINE, { size: FONT_SIZE, trouble: true }),
    ),
  };
}

function line(
  text: string,
  y: number,
  style: { size: number; weight?: number; soft?: boolean; trouble?: boolean },
): Markup {
  const { colour } = PICTURE_THEME;
  const fill = style.trouble ? colour.trouble : style.soft ? colour.soft : colour.ink;
  return element(
    'text',
    { y: y + style.size, 'font-size': style.size, 'font-weight': style.weight ?? 400, fill },
    [text],
  );
}

/** One upon another, on paper as high as they need. */
function stack(title: string, source: string, blocks: readonly Block[]): string {
  let y = MARGIN;
  const placed = blocks.map(({ height, content }) => {
    const transform = `translate(${MARGIN}, ${Math.round(y)})`;
    y += height;
    return element('g', { transform }, content);
  });
  const height = Math.round(y + MARGIN);
  const root = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: PICTURE_WIDTH,
      height,
      role: 'img',
      viewBox: `0 0 ${PICTURE_WIDTH} ${height}`,
      'font-family': `${PICTURE_FONT}, system-ui, sans-serif`,
    },
    [
      element('title', {}, [title]),
      element('metadata', {}, [source]),
      patternDefinitions(PICTURE_THEME, PATTERN_SCALE),
      element('rect', { width: PICTURE_WIDTH, height, fill: PICTURE_THEME.colour.paper }),
      ...placed,
    ],
  );
  return `${markupText(root)}\n`;
}

function pictureTitle(chart: Chart, { scenario }: Result): string {
  return `${chart.title}: ${scenario.title === '' ? scenario.name : scenario.title}`;
}
