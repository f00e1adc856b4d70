import { SERVED_SHARE } from '../../experiment/study/rows.ts';
import type { ArmReading, CellReading, Study, TickBand } from '../../experiment/study/study.ts';
import { durationText } from '../../kernel/quantity-text.ts';
import { armTitle } from '../arm-title.ts';
import { shortCount } from '../figures.ts';
import { createLook, type Look } from '../terminal-chart/look.ts';
import { roundScale } from '../terminal-chart/stack.ts';
import { scriptStrips } from '../terminal-chart/strips.ts';
import { markedCells, type TimeScale, timeAxis } from '../terminal-chart/time-axis.ts';
import { bandCell, bandRows, signsOf } from './band.ts';
import type { StudyReporter } from './study-reporter.ts';
import { conclusion, studyTitle } from './table.ts';
import { uncertain } from './uncertain.ts';
import { wordedStudy } from './worded-study.ts';

const LEAST_WIDTH = 40;
/** A wide screen is often a high one. */
const WIDE = 120;
const GUTTER = 9;
const DRAWN = 'orders.paid';

/** For people who look before they read: orders paid over time, the median of the seeds in the band of most. */
export const chart: StudyReporter = {
  name: 'chart',
  summary: 'orders paid over time with the band of the seeds, to look at in a terminal',
  *write(raw, options) {
    const look = createLook(options);
    const study = wordedStudy(raw, look.words);
    const width = Math.max(options.width, LEAST_WIDTH);
    for (const line of studyTitle(study, width, look)) yield `${line}\n`;
    for (const cell of study.cells) {
      for (const line of cellLines(study, cell, width, look)) yield `${line}\n`;
      for (const line of conclusion(study, cell, width, look)) yield `${line}\n`;
    }
  },
};

interface Canvas {
  readonly time: TimeScale;
  readonly rows: number;
  readonly scale: number;
  readonly marked: ReadonlySet<number>;
  readonly ticks: number;
}

function* cellLines(
  { scenario }: Study,
  { arms }: CellReading,
  width: number,
  look: Look,
): Generator<string> {
  const ticks = arms.reduce((most, arm) => Math.max(most, arm.ticks.length), 0);
  if (ticks === 0) {
    yield look.faint('There are no ticks to draw.');
    return;
  }
  const cells = Math.max(10, width - GUTTER);
  const time = { fromMs: 0, msPerCell: (scenario.tickMs * ticks) / cells, cells };
  const script = scenario.script ?? [];
  const most = arms.flatMap((arm) => arm.ticks.map(({ columns }) => columns[DRAWN]!.p90 ?? 0));
  const canvas: Canvas = {
    time,
    rows: width >= WIDE ? 10 : 8,
    scale: roundScale(most.reduce((a, b) => Math.max(a, b), 0)),
    marked: markedCells(script, time),
    ticks,
  };
  const [axis, labels] = timeAxis(time, look);
  for (const arm of arms) {
    yield '';
    yield* armLines(arm, canvas, axis, look);
    for (const [index, strip] of scriptStrips(script, time, look).entries()) {
      yield gutter(index === 0 ? 'script' : '', look) + look.bad(strip);
    }
    yield look.faint(`${' '.repeat(GUTTER)}${labels}`);
  }
  const { middle, band } = signsOf(look);
  const unit = `orders paid in ${durationText(scenario.tickMs)}`;
  yield look.faint(
    `${' '.repeat(GUTTER)}${middle} median of the seeds  ${band} from the 10th to the 90th of 100`,
  );
  yield look.faint(
    `${' '.repeat(GUTTER)}${unit}; open: in how many seeds the breaker is not closed`,
  );
}

function* armLines(arm: ArmReading, canvas: Canvas, axis: string, look: Look): Generator<string> {
  const { scale, time } = canvas;
  const share = uncertain(arm.metrics[SERVED_SHARE]!, 'share');
  const facts = share === '' ? '' : look.faint(`  ${share} of orders served`);
  yield `${look.heading(armTitle(arm))}${facts}`;
  const cells = stretches(arm.ticks, canvas);
  const rows = bandRows(
    cells.map((ticks) => bandCell(ticks.map(({ columns }) => columns[DRAWN]!))),
    canvas,
    look,
  );
  for (const [index, row] of rows.entries()) {
    const named = index === 0 ? scale : index === rows.length / 2 ? scale / 2 : null;
    const label = (named === null ? '' : shortCount(named)).padStart(GUTTER - 2);
    const edge = named === null ? look.lines.down : look.lines.notch;
    yield `${look.faint(`${label} ${edge}`)}${row.trimEnd()}`;
  }
  yield look.faint(`${'0'.padStart(GUTTER - 2)} ${look.lines.corner}${axis}`);
  if (arm.ticks.some(({ states }) => Object.keys(states).length > 0)) {
    yield gutter('open', look) + openStrip(cells, look).slice(0, time.cells);
  }
}

/** The share of the seeds whose breaker is not closed, one cell a stretch of time. */
function openStrip(cells: readonly (readonly TickBand[])[], look: Look): string {
  const levels = look.levels.length === 0 ? ['.', ':', '%', '#'] : [...look.levels, '█'];
  return cells
    .map((ticks) => {
      const share = Math.max(0, ...ticks.map(openShare));
      const level = Math.ceil(share * levels.length) - 1;
      return level < 0 ? ' ' : look.states.open.colour(levels[level]!);
    })
    .join('')
    .trimEnd();
}

function openShare({ states }: TickBand): number {
  const seeds = Object.values(states).reduce((sum, count) => sum + count, 0);
  return seeds === 0 ? 0 : 1 - (states.closed ?? 0) / seeds;
}

/** The ticks of each cell: at least the one that it lies in. */
function stretches(ticks: readonly TickBand[], { time, ticks: most }: Canvas): TickBand[][] {
  return Array.from({ length: time.cells }, (_, cell) => {
    const first = Math.floor((cell * most) / time.cells);
    const end = Math.max(first + 1, Math.floor(((cell + 1) * most) / time.cells));
    return ticks.slice(first, end);
  });
}

function gutter(text: string, look: Look): string {
  return look.faint(text.padStart(GUTTER - 2).padEnd(GUTTER));
}
