import { cellsOf } from '../cells.ts';
import type { Paint } from '../paint.ts';
import { wrap } from '../wrap.ts';
import type { Block, Page } from './page.ts';

/** Prose in longer lines is hard to read. */
const PROSE_WIDTH = 100;
const GAP = 2;
/** A column is not cut below this, nor within its words: what does not fit then goes on in the next lines. */
const LEAST = 16;

/** A page for a terminal of so many columns. */
export function pageLines({ name, summary, blocks }: Page, width: number, paint: Paint): string[] {
  const title = `${paint.heading(name)}${paint.faint(`  ${summary}`)}`;
  return [title, ...blocks().flatMap((block) => ['', ...blockLines(block, width, paint)])];
}

function blockLines(block: Block, width: number, paint: Paint): string[] {
  switch (block.kind) {
    case 'heading':
      return [paint.heading(block.text)];
    case 'prose':
      return wrap(block.text, Math.min(width, PROSE_WIDTH));
    case 'code':
      return block.text.split('\n').map((line) => `  ${line}`.trimEnd());
    case 'table':
      return tableLines(block, width, paint);
  }
}

/** The last column has what room is left, and wraps. */
function tableLines(
  { head, rows }: Extract<Block, { kind: 'table' }>,
  width: number,
  paint: Paint,
): string[] {
  const all = [head, ...rows];
  const natural = head.map((_, column) => Math.max(...all.map((row) => cellsOf(row[column]!))));
  const least = head.map((_, column) =>
    Math.max(LEAST, ...all.map((row) => longestWord(row[column]!))),
  );
  const widths = shared(natural, least, width - 2 - GAP * (head.length - 1));
  return all.flatMap((row, index) => {
    const cells = row.map((cell, column) => wrap(cell, widths[column]!));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const text = cells
        .map((lines, column) => pad(lines[line] ?? '', widths[column]!))
        .join(' '.repeat(GAP));
      const whole = `  ${text}`.trimEnd();
      return index === 0 ? paint.faint(whole) : whole;
    });
  });
}

/** The widest columns give way until all fit. */
function shared(natural: readonly number[], least: readonly number[], room: number): number[] {
  const widths = [...natural];
  const spare = (column: number) => (widths[column]! > least[column]! ? widths[column]! : 0);
  const sum = () => widths.reduce((total, one) => total + one, 0);
  while (sum() > room) {
    const widest = widths.reduce(
      (most, _, column) => (spare(column) > spare(most) ? column : most),
      0,
    );
    if (spare(widest) === 0) break;
    widths[widest] = widths[widest]! - 1;
  }
  return widths;
}

function longestWord(text: string): number {
  return Math.max(...text.split(' ').map(cellsOf));
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellsOf(text)));
}

/** A page in GitHub's Markdown. */
export function pageMarkdown({ name, summary, blocks }: Page): string {
  return [`# ${name}`, summary, ...blocks().map(blockMarkdown)].join('\n\n');
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `## ${block.text}`;
    case 'prose':
      return block.text;
    case 'code':
      return `\`\`\`\n${block.text}\n\`\`\``;
    case 'table': {
      const row = (cells: readonly string[]) =>
        `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
      return [row(block.head), row(block.head.map(() => '---')), ...block.rows.map(row)].join('\n');
    }
  }
}
