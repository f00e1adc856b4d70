import { cellsOf } from '../cells.ts';
import type { Paint } from '../paint.ts';
import { gridLines } from '../table/grid.ts';
import { wrap, wrapItems } from '../wrap.ts';
import { heatmapLines } from './heatmap.ts';
import type { SheetPart, SheetTable } from './sheet.ts';

const LEAST_WIDTH = 72;
const PROSE_WIDTH = 100;

/** A sheet as lines for a terminal so many cells wide. */
export function* sheetLines(
  parts: readonly SheetPart[],
  width: number,
  paint: Paint,
): Generator<string> {
  for (const part of parts) yield* partLines(part, Math.max(width, LEAST_WIDTH), paint);
}

function* partLines(part: SheetPart, width: number, paint: Paint): Generator<string> {
  switch (part.kind) {
    case 'title':
      yield* wrap(paint.words(part.text), width).map((line) => paint.heading(line));
      return;
    case 'facts': {
      const text = part.facts.map(paint.words).join(` ${paint.signs.dot} `);
      yield* wrap(text, width).map((line) => paint.faint(line));
      return;
    }
    case 'prose': {
      if (part.sentences.length === 0) return;
      yield '';
      yield paint.heading(part.heading);
      yield* wrapItems(part.sentences.map(paint.words), Math.min(width, PROSE_WIDTH));
      return;
    }
    case 'table':
      yield '';
      yield paint.heading(paint.words(part.heading));
      yield* tableLines(part, width, paint);
      if (part.note !== '') {
        yield* wrap(paint.words(part.note), Math.min(width, PROSE_WIDTH)).map((line) =>
          paint.faint(line),
        );
      }
      return;
    case 'heatmap':
      yield '';
      yield paint.heading(paint.words(part.heading));
      yield* heatmapLines(part, width, paint);
  }
}

/** As many columns as there is room for. */
function tableLines({ columns, rows }: SheetTable, width: number, paint: Paint): string[] {
  const ranks = [...new Set(columns.map(({ dispensable }) => dispensable))].sort((a, b) => b - a);
  let lines: string[] = [];
  for (const rank of ranks) {
    const kept = columns.flatMap(({ dispensable }, index) => (dispensable <= rank ? [index] : []));
    lines = gridLines(
      kept.map((index) => paint.words(columns[index]!.head)),
      rows.map((row) => kept.map((index) => paint.words(row[index]!))),
      kept.map((index) => columns[index]!.aligned),
      paint,
    );
    if (lines.every((line) => cellsOf(line) <= width)) break;
  }
  return lines;
}
