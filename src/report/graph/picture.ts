import { sideBySide } from '../../experiment/ranking.ts';
import type { ArmResult, Result } from '../../experiment/result.ts';
import { verdictOf } from '../../experiment/verdict/overall.ts';
import { oneLine, outgoing } from '../../kernel/outgoing.ts';
import { armTitle } from '../arm-title.ts';
import { legendRows } from '../chart/legend.ts';
import { element, type Markup } from '../chart/markup.ts';
import { type Block, FONT_SIZE, heading, LINE, line, PAPER_WIDTH, stack } from '../chart/paper.ts';
import { PICTURE_THEME } from '../chart/theme.ts';
import { provenance } from '../provenance.ts';
import { tickTimes } from '../tick-times.ts';
import { worded } from '../worded.ts';
import { GRAPH_TITLE, graphExplains, graphKeys } from './caption.ts';
import { drawGraph, type GraphView, graphLayouts, graphView } from './draw.ts';
import { momentOf } from './moment.ts';
import { sketchOf } from './sketch.ts';
import { worstTick } from './worst-tick.ts';

const GAP = 2 * FONT_SIZE;
/** Above each drawing stands whose it is. */
const NAME = 1.2 * FONT_SIZE * LINE;

/** The services of every arm in the worst tick, as the text of an SVG file for a slide or a paper. */
export function graphPicture(raw: Result): string {
  const whole = worded(raw, (text) => outgoing(oneLine(text), 'screen'));
  const [lead = ''] = verdictOf(whole);
  const result = sideBySide(whole);
  const { scenario } = result;
  const sketch = sketchOf(result);
  const { index: tick, why } = worstTick(result.arms);
  const title = `${GRAPH_TITLE}: ${scenario.title === '' ? scenario.name : scenario.title}`;
  const keys = graphKeys(sketch, PICTURE_THEME);
  const legend = legendRows(keys, PAPER_WIDTH, FONT_SIZE, PICTURE_THEME);
  const layouts = graphLayouts(sketch, FONT_SIZE);
  const grid = flattest(result.arms.length, (room) => graphView(layouts, room));
  return stack(title, provenance(scenario).join(', '), [
    heading(title, [lead, graphExplains(tickTimes(tick, result), why)]),
    armsBlock(result.arms, grid, (arm) => {
      const moment = momentOf(arm, tick, sketch.frame);
      return moment === undefined ? undefined : drawGraph(grid.view, moment, PICTURE_THEME);
    }),
    { height: legend.height, content: legend.rows },
  ]);
}

/** So many drawings in a row. */
interface Grid {
  readonly columns: number;
  readonly view: GraphView;
  /** What a drawing that is too wide for the paper is shrunk by. */
  readonly scale: number;
  readonly cell: { readonly width: number; readonly height: number };
}

/** The columns that take least height, of those in which nothing need be shrunk; or a single one. */
function flattest(arms: number, viewIn: (room: number) => GraphView): Grid {
  const grids = Array.from({ length: arms }, (_, index): Grid => {
    const columns = index + 1;
    const width = (PAPER_WIDTH - index * GAP) / columns;
    const view = viewIn(width);
    const scale = Math.min(1, width / view.size.width);
    return { columns, view, scale, cell: { width, height: NAME + scale * view.size.height + GAP } };
  });
  const height = ({ columns, cell }: Grid) => Math.ceil(arms / columns) * cell.height;
  return grids
    .filter(({ columns, scale }) => columns === 1 || scale === 1)
    .reduce((best, one) => (height(one) < height(best) ? one : best));
}

function armsBlock(
  arms: readonly ArmResult[],
  { columns, scale, cell }: Grid,
  drawn: (arm: ArmResult) => Markup | undefined,
): Block {
  const content = arms.map((arm, index) => {
    const x = (index % columns) * (cell.width + GAP);
    const y = Math.floor(index / columns) * cell.height;
    const drawing = drawn(arm);
    const over = line('over by then', NAME, { size: FONT_SIZE, soft: true });
    return element('g', { transform: `translate(${Math.round(x)}, ${Math.round(y)})` }, [
      line(armTitle(arm), 0, { size: FONT_SIZE, weight: 600 }),
      drawing === undefined
        ? over
        : element('g', { transform: `translate(0, ${NAME}) scale(${scale})` }, [drawing]),
    ]);
  });
  return { height: Math.ceil(arms.length / columns) * cell.height, content };
}
