import { describe, expect, it } from 'vitest';
import { createPaint } from '../../../src/report/paint.ts';
import { sheetMarkdown } from '../../../src/report/sheet/markdown.ts';
import { column, type HeatCell, type SheetPart } from '../../../src/report/sheet/sheet.ts';
import { sheetLines } from '../../../src/report/sheet/terminal.ts';

const cell = (text: string, warmth: number, mood: HeatCell['mood']): HeatCell => ({
  text,
  warmth,
  mood,
});

const MAP: SheetPart = {
  kind: 'heatmap',
  heading: 'orders',
  across: { name: 'workers', values: ['5', '50'] },
  down: { name: 'capacity', values: ['10', '200'] },
  cells: [
    [cell('-120 ', 0, 'bad'), cell('3~', 0.5, 'open')],
    [cell('+80 ', 1, 'good'), null],
  ],
  note: '~ cannot be told.',
};

const TABLE: SheetPart = {
  kind: 'table',
  heading: 'Cells',
  columns: [column('capacity'), column('orders'), column('a column that takes room', 'left', 1)],
  rows: [['10', '1,000 ± 20', 'x'.repeat(60)]],
  note: 'A note.',
};

const PROSE: SheetPart = { kind: 'prose', heading: 'Verdict', sentences: ['It is so.'] };

function shown(parts: readonly SheetPart[], width = 80, ascii = false): string {
  const paint = createPaint({ colour: false, ascii });
  return [...sheetLines(parts, width, paint)].map((line) => line.trimEnd()).join('\n');
}

describe('a sheet on a terminal', () => {
  it('shades a map, and says in figures what the shades repeat', () => {
    expect(shown([MAP])).toMatchInlineSnapshot(`
      "
      orders
                 workers
      capacity │ 5        │ 50
      ─────────┼──────────┼──────
            10 │     -120 │ ▒▒ 3~
           200 │ ██   +80 │
      ░ worst to █ best. ~ cannot be told."
    `);
  });

  it('in ASCII holds nothing else', () => {
    const text = shown([MAP, TABLE, PROSE], 80, true);
    expect(text).toMatch(/^[\n -~]*$/);
    expect(text).toContain('##   +80');
    expect(text).toContain('1,000 +- 20');
  });

  it('leaves out the columns that there is no room for', () => {
    expect(shown([TABLE], 80)).not.toContain('xxx');
    expect(shown([TABLE], 100)).toContain('xxx');
  });

  it('shows the shades alone where the figures do not fit', () => {
    const values = Array.from({ length: 14 }, (_, i) => String(i));
    const row = values.map(() => cell('1,234,567 ', 0.9, 'good'));
    const wide: SheetPart = { ...MAP, across: { name: 'w', values }, cells: [row, row] };
    const lines = shown([wide]).split('\n');
    expect(lines.every((line) => line.length <= 80)).toBe(true);
    expect(lines.join('')).not.toContain('1,234,567');
    expect(shown([wide], 240)).toContain('1,234,567');
  });

  it('colours what is better and worse only where colour is wanted', () => {
    const paint = createPaint({ colour: true, ascii: false });
    const coloured = [...sheetLines([MAP], 80, paint)].join('\n');
    expect(coloured).toContain('\u001b[31m');
    expect(coloured).toContain('\u001b[32m');
    expect(shown([MAP])).not.toContain('\u001b');
  });
});

it('a sheet in Markdown is tables and a list', () => {
  const text = [...sheetMarkdown([MAP, TABLE, PROSE], (words) => words)].join('');
  expect(text).toContain('| capacity ↓ workers → | 5 | 50 |\n| :-- | --: | --: |\n');
  expect(text).toContain('| 200 | +80  |  |\n');
  expect(text).toContain('## Verdict\n\n- It is so.\n');
});
