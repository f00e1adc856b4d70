import { sideBySide } from '../../experiment/ranking.ts';
import type { Result } from '../../experiment/result.ts';
import { verdictOf } from '../../experiment/verdict/overall.ts';
import { oneLine, outgoing } from '../../kernel/outgoing.ts';
import { armTitle } from '../arm-title.ts';
import { provenance } from '../provenance.ts';
import { worded } from '../worded.ts';
import { wrap } from '../wrap.ts';
import { type Chart, titleOf } from './chart.ts';
import { legendRows } from './legend.ts';
import { element } from './markup.ts';
import { drawPanel, panelHeight, type View } from './panel.ts';
import {
  type Block,
  FONT_SIZE,
  heading,
  LINE,
  LINE_LETTERS,
  line,
  PAPER_WIDTH,
  stack,
} from './paper.ts';
import { troublesOf, troubleTimes } from './script-marks.ts';
import { type ArmSeries, type Frame, frameOf } from './series.ts';
import { state } from './state.ts';
import { PICTURE_THEME } from './theme.ts';

const LEAST_COLUMN_PX = 2;

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
    width: PAPER_WIDTH,
    height: result.arms.length === 1 ? 520 : 290,
    fontSize: FONT_SIZE,
    theme: PICTURE_THEME,
    document,
  };
  const frame = frameOf(result, Math.floor(view.width / LEAST_COLUMN_PX));
  return stack(pictureTitle(charts[0], result), provenance(result.scenario).join(', '), [
    heading(pictureTitle(charts[0], result), [lead, charts[0].explains(frame)]),
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

function legend(charts: readonly Chart[], frame: Frame): Block {
  const keys = charts.flatMap((chart) => chart.keys(frame, PICTURE_THEME));
  const { rows, height } = legendRows(keys, PAPER_WIDTH, FONT_SIZE, PICTURE_THEME);
  return { height, content: rows };
}

function script(result: Result): Block {
  const troubles = troublesOf(result);
  const lines = troubles.flatMap((trouble) => {
    const letter = troubles.length === 1 ? 'Script' : trouble.letter;
    const words = `${letter}: ${trouble.changes.join(', ')}, ${troubleTimes(trouble, result)}`;
    return wrap(words, LINE_LETTERS);
  });
  return {
    height: lines.length * FONT_SIZE * LINE,
    content: lines.map((text, index) =>
      line(text, index * FONT_SIZE * LINE, { size: FONT_SIZE, trouble: true }),
    ),
  };
}

function pictureTitle(chart: Chart, result: Result): string {
  const { scenario } = result;
  return `${titleOf(chart, result)}: ${scenario.title === '' ? scenario.name : scenario.title}`;
}
