import { CALL_OUTCOMES, type CallOutcome } from '../chart/series.ts';
import type { Look } from './look.ts';

/** How many calls ended how, in one cell's stretch of time. */
export type Stack = Readonly<Record<CallOutcome, number>>;

export interface StackOptions {
  readonly rows: number;
  /** Calls that fill all rows. */
  readonly scale: number;
  /** Cells whose empty part carries a dotted line: where something begins or ends. */
  readonly marked: ReadonlySet<number>;
}

/** Less of a cell than this leaves it empty. */
const LEAST = 1 / 16;

/** Stacked outcomes, one stack a cell, as rows of text from the top down. */
export function stackRows(stacks: readonly Stack[], options: StackOptions, look: Look): string[] {
  const heights = stacks.map((stack) => heightsOf(stack, options));
  return Array.from({ length: options.rows }, (_, row) => {
    const floor = options.rows - 1 - row;
    return runs(
      heights.map((column, index) => cell(column, floor, options.marked.has(index), look)),
      look,
    );
  });
}

/** Columns spread over cells, however many of each: a column may be a cell wider than its neighbour. */
export function spread<Column>(columns: readonly Column[], cells: number): Column[] {
  return Array.from(
    { length: cells },
    (_, cell) => columns[Math.floor((cell * columns.length) / cells)]!,
  );
}

/** The number at the top of a scale that `most` fits under: easy to read, and to halve. */
export function roundScale(most: number): number {
  if (most <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].find((one) => one * power >= most)!;
  return Math.max(1, step * power);
}

/** Where each outcome's part of the stack ends, in rows from the ground. */
function heightsOf(stack: Stack, { scale, rows }: StackOptions): number[] {
  let height = 0;
  return CALL_OUTCOMES.map((outcome) => {
    height += (stack[outcome] / scale) * rows;
    return height;
  });
}

interface Cell {
  readonly outcome: CallOutcome | null;
  readonly sign: string;
}

/** A cell shows the outcome that has most of it. */
function cell(heights: readonly number[], floor: number, marked: boolean, look: Look): Cell {
  let most = 0;
  let index = 0;
  let below = 0;
  heights.forEach((height, at) => {
    const part = Math.min(height, floor + 1) - Math.max(below, floor);
    if (part > most) {
      most = part;
      index = at;
    }
    below = height;
  });
  const filled = Math.min(1, below - floor);
  const outcome = CALL_OUTCOMES[index]!;
  const sign = filledSign(outcome, filled, look);
  if (sign !== undefined) return { outcome, sign };
  return { outcome: null, sign: marked ? look.lines.dotted : ' ' };
}

/** Only the solid sign has parts; a pattern fills its cell from the middle up, or not at all. */
function filledSign(outcome: CallOutcome, filled: number, look: Look): string | undefined {
  const { sign } = look.outcomes[outcome];
  if (outcome !== 'successful' || look.levels.length === 0) return filled >= 0.5 ? sign : undefined;
  if (filled < LEAST) return undefined;
  const level = Math.round(filled * (look.levels.length + 1)) - 1;
  return look.levels[level] ?? sign;
}

/** Neighbours of one colour share its codes: a wide chart stays a short text. */
function runs(cells: readonly Cell[], look: Look): string {
  let text = '';
  for (let start = 0; start < cells.length; ) {
    const { outcome } = cells[start]!;
    let end = start;
    let run = '';
    while (end < cells.length && cells[end]!.outcome === outcome) {
      run += cells[end++]!.sign;
    }
    text += outcome === null ? blank(run, look) : look.outcomes[outcome].colour(run);
    start = end;
  }
  return text;
}

function blank(run: string, look: Look): string {
  return run.trim() === '' ? run : look.faint(run);
}
