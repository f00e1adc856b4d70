import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import { outgoing } from '../../kernel/outgoing.ts';
import { count } from '../figures.ts';
import { createPaint } from '../paint.ts';
import { provenance } from '../provenance.ts';
import type { ChaosReporter } from './chaos-reporter.ts';
import { moneyTable } from './money.ts';
import {
  ARM_HEAD,
  armRows,
  brokenWords,
  drawnWords,
  kindHead,
  kindNote,
  kindRows,
  placeTable,
  worstWords,
} from './rows.ts';
import { wordedChaos } from './worded-chaos.ts';

export const chaosMarkdown: ChaosReporter = {
  name: 'markdown',
  summary: 'tables and a verdict, to paste into an issue',
  *text(raw, { ascii, quiet }) {
    const { words, signs } = createPaint({ colour: false, ascii });
    const result = wordedChaos(raw, words);
    yield* heading(result);
    if (result.verdict.length > 0) yield `\n${prose(result.verdict.join(' '))}\n`;
    yield* thresholds(result);
    if (quiet) return;
    yield '\n';
    yield* table(ARM_HEAD, armRows(result, signs.dash), 1, words);
    yield '\n';
    yield* table(kindHead(result), kindRows(result, signs.dash), 1, words);
    if (kindNote(result) !== '') yield `\n${prose(kindNote(result))}\n`;
    const places = placeTable(result, signs.dash);
    if (places !== undefined) {
      yield '\n';
      yield* table(places.head, places.rows, 1, words);
      yield `\n${prose(places.note)}\n`;
    }
    const money = moneyTable(result, signs.dash);
    if (money !== undefined) {
      yield '\n';
      yield* table(money.head, money.rows, 1, words);
      yield `\n${prose(money.note)}\n`;
    }
    yield* worst(result);
  },
};

function* heading(result: ChaosResult): Generator<string> {
  const { scenario, partial, drawn } = result;
  yield `# ${prose(scenario.title === '' ? scenario.name : scenario.title)}\n\n`;
  const overrides = scenario.overrides ?? [];
  const source = provenance({ ...scenario, overrides: [] }).map(prose);
  yield `${[...source, ...overrides.map(code)].join(', ')}\n\n${prose(drawnWords(result))}\n`;
  if (partial !== undefined) {
    yield `\n**Interrupted:** ${count(partial.known)} of ${count(drawn.incidents)} incidents are known.\n`;
  }
}

function* thresholds({ thresholds: judged }: ChaosResult): Generator<string> {
  if (judged.length === 0) return;
  yield '\n';
  for (const one of judged) yield `- ${code(one.text)}: **${prose(brokenWords(one))}**\n`;
}

function* worst({ worst: found }: ChaosResult): Generator<string> {
  if (found === null) return;
  const { heading: title, troubles, came, shrunk } = worstWords(found);
  yield `\n## ${prose(title)}\n\n`;
  for (const line of troubles) yield `- ${prose(line)}\n`;
  yield `\n${prose(came)}\n`;
  if (shrunk === null) return;
  yield `\n${prose(shrunk.heading)}\n\n`;
  for (const line of shrunk.script) yield `- ${prose(line)}\n`;
  yield `\n${prose(shrunk.came)}\n`;
}

function* table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  left: number,
  words: (text: string) => string,
): Generator<string> {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  yield line(head.map(prose));
  yield line(head.map((_, index) => (index < left ? ':--' : '--:')));
  for (const row of rows) yield line(row.map((cell) => prose(words(cell))));
}

/** Words are words, not markup. */
function prose(text: string): string {
  return outgoing(text, 'markdown');
}

function code(text: string): string {
  return outgoing(text, 'markdown code');
}
