import { outgoing } from '../../kernel/outgoing.ts';
import type { SheetPart } from './sheet.ts';

/** A sheet in GitHub's Markdown. */
export function* sheetMarkdown(
  parts: readonly SheetPart[],
  words: (text: string) => string,
): Generator<string> {
  for (const part of parts) yield* partMarkdown(part, (text) => outgoing(words(text), 'markdown'));
}

function* partMarkdown(part: SheetPart, prose: (text: string) => string): Generator<string> {
  switch (part.kind) {
    case 'title':
      yield `# ${prose(part.text)}\n`;
      return;
    case 'facts':
      yield `\n${part.facts.map(prose).join(', ')}\n`;
      return;
    case 'prose':
      if (part.sentences.length === 0) return;
      yield `\n## ${prose(part.heading)}\n\n`;
      for (const sentence of part.sentences) yield `- ${prose(sentence)}\n`;
      return;
    case 'table':
      yield `\n## ${prose(part.heading)}\n\n`;
      yield row(part.columns.map(({ head }) => prose(head)));
      yield row(part.columns.map(({ aligned }) => (aligned === 'left' ? ':--' : '--:')));
      for (const cells of part.rows) yield row(cells.map(prose));
      if (part.note !== '') yield `\n${prose(part.note)}\n`;
      return;
    case 'heatmap':
      yield `\n## ${prose(part.heading)}\n\n`;
      yield row([
        `${prose(part.down.name)} ↓ ${prose(part.across.name)} →`,
        ...part.across.values.map(prose),
      ]);
      yield row([':--', ...part.across.values.map(() => '--:')]);
      for (const [index, cells] of part.cells.entries()) {
        const texts = cells.map((cell) => (cell === null ? '' : prose(cell.text)));
        yield row([prose(part.down.values[index]!), ...texts]);
      }
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}
