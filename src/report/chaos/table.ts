import type { ChaosResult } from '../../experiment/study/chaos/chaos-result.ts';
import { cellsOf } from '../cells.ts';
import { count } from '../figures.ts';
import { createPaint, type Paint } from '../paint.ts';
import { provenance } from '../provenance.ts';
import { columnsInParts } from '../table/columns-in-parts.ts';
import { gridLines } from '../table/grid.ts';
import { wrap, wrapHanging } from '../wrap.ts';
import type { ChaosReporter } from './chaos-reporter.ts';
import { moneyTable } from './money.ts';
import {
  ARM_HEAD,
  armRows,
  brokenWords,
  drawnWords,
  type GroupTable,
  kindHead,
  kindNote,
  kindRows,
  placeTable,
  worstWords,
} from './rows.ts';
import { wordedChaos } from './worded-chaos.ts';

const LEAST_WIDTH = 72;
/** Prose in longer lines is hard to read. */
const PROSE_WIDTH = 100;
/** A name in a head is broken into lines no longer than this. */
const WIDEST_NAME = 14;

export const chaosTable: ChaosReporter = {
  name: 'table',
  summary: 'tables and a verdict, to read in a terminal',
  *text(raw, options) {
    const paint = createPaint(options);
    const result = wordedChaos(raw, paint.words);
    const width = Math.max(options.width, LEAST_WIDTH);
    const parts = options.quiet
      ? [gist(result, width), thresholds(result, width, paint), interrupted(result, paint)]
      : [
          title(result, width, paint),
          arms(result, paint),
          kinds(result, width, paint),
          places(result, width, paint),
          money(result, width, paint),
          verdict(result, width, paint),
          worst(result, width, paint),
          thresholds(result, width, paint),
          interrupted(result, paint),
        ];
    const lines = parts.filter((part) => part.length > 0).map((part) => part.join('\n'));
    yield `${lines.join('\n\n')}\n`;
  },
};

function title(result: ChaosResult, width: number, paint: Paint): string[] {
  const { scenario } = result;
  const prose = Math.min(width, PROSE_WIDTH);
  const facts = provenance(scenario).join(` ${paint.signs.dot} `);
  return [
    ...(scenario.title === ''
      ? []
      : wrap(scenario.title, width).map((line) => paint.heading(line))),
    ...wrap(facts, width).map((line) => paint.faint(line)),
    ...wrap(drawnWords(result), prose).map((line) => paint.faint(line)),
  ];
}

function arms(result: ChaosResult, paint: Paint): string[] {
  const rows = armRows(result, paint.signs.dash).map(([name = '', ...cells]) => [
    name,
    ...cells.map(paint.words),
  ]);
  return gridLines(ARM_HEAD, rows, ['left', 'right', 'right', 'right'], paint);
}

function kinds(result: ChaosResult, width: number, paint: Paint): string[] {
  const told = {
    head: kindHead(result),
    rows: kindRows(result, paint.signs.dash),
    note: kindNote(result),
  };
  return groups(result, told, width, paint);
}

function places(result: ChaosResult, width: number, paint: Paint): string[] {
  const told = placeTable(result, paint.signs.dash);
  return told === undefined ? [] : groups(result, told, width, paint);
}

/** As many arms as there is room for. */
function groups(
  result: ChaosResult,
  { head: whole, rows, note: said }: GroupTable,
  width: number,
  paint: Paint,
): string[] {
  for (let shown = result.arms.length; shown > 0; shown--) {
    const cut = (cells: readonly string[]): string[] => cells.slice(0, shown + 2).map(paint.words);
    const head = cut(whole).map((name, index) =>
      index < 2 ? name : wrap(name, WIDEST_NAME).join('\n'),
    );
    const aligned = head.map((_, index) => (index === 0 ? ('left' as const) : ('right' as const)));
    const lines = gridLines(head, rows.map(cut), aligned, paint);
    if (shown > 1 && lines.some((line) => cellsOf(line) > width)) continue;
    const more = result.arms.length - shown;
    const left =
      more === 0
        ? ''
        : ` ${count(more)} more ${more === 1 ? 'arm' : 'arms'}: --format markdown shows all.`;
    const note = wrap(`${said}${left}`, Math.min(width, PROSE_WIDTH));
    return [...lines, ...note.filter((line) => line !== '').map((line) => paint.faint(line))];
  }
  return [];
}

function money(result: ChaosResult, width: number, paint: Paint): string[] {
  const told = moneyTable(result, paint.signs.dash);
  if (told === undefined) return [];
  const { head, rows, note } = told;
  const figures = {
    title: head[0]!,
    names: head.slice(1),
    rows: rows.map(([label = '', ...cells]) => ({ label, cells: cells.map(paint.words) })),
  };
  const notes = wrap(note, Math.min(width, PROSE_WIDTH)).map((line) => paint.faint(line));
  return [...columnsInParts(figures, width, paint), ...notes];
}

function verdict({ verdict: sentences }: ChaosResult, width: number, paint: Paint): string[] {
  if (sentences.length === 0) return [];
  const lines = wrap(sentences.join(' '), Math.min(width, PROSE_WIDTH) - 2);
  return [paint.heading('Verdict'), ...lines.map((line) => `  ${line}`)];
}

function worst({ worst: found, arms: all }: ChaosResult, width: number, paint: Paint): string[] {
  if (found === null) {
    return all.length < 2
      ? []
      : ['No incident hurts any arm against the first by more than one order in a thousand.'];
  }
  const { heading, troubles, came, shrunk } = worstWords(found);
  const indented = (text: string, by: number): string[] =>
    wrapHanging(text, width - by).map((line) => ' '.repeat(by) + line);
  return [
    paint.heading(heading),
    ...troubles.flatMap((line) => indented(line, 2)),
    ...indented(came, 2),
    ...(shrunk === null
      ? []
      : [
          ...indented(shrunk.heading, 2),
          ...shrunk.script.flatMap((line) => indented(line, 4)),
          ...indented(shrunk.came, 4),
        ]),
  ];
}

function thresholds({ thresholds: judged }: ChaosResult, width: number, paint: Paint): string[] {
  if (judged.length === 0) return [];
  const { passed, failed, dash } = paint.signs;
  const marks = { passed, failed, 'not judged': dash };
  const colours = { passed: paint.good, failed: paint.bad, 'not judged': paint.faint };
  const markWidth = Math.max(...Object.values(marks).map((mark) => mark.length));
  const lines = judged.flatMap((threshold) => {
    const [first = '', ...others] = wrap(
      `${threshold.text}: ${brokenWords(threshold)}`,
      width - markWidth - 3,
    );
    const mark = colours[threshold.verdict](marks[threshold.verdict].padEnd(markWidth));
    return [`  ${mark} ${first}`, ...others.map((line) => ' '.repeat(markWidth + 3) + line)];
  });
  return [paint.heading('Thresholds'), ...lines];
}

function gist(result: ChaosResult, width: number): string[] {
  return armRows(result, '-').flatMap(([name, paid, least]) =>
    wrapHanging(`${name}: ${paid} of the orders paid, in the worst 1 % at most ${least}`, width),
  );
}

function interrupted({ partial, drawn }: ChaosResult, paint: Paint): string[] {
  if (partial === undefined) return [];
  return [
    paint.warning(
      `Interrupted: ${count(partial.known)} of ${count(drawn.incidents)} incidents are known.`,
    ),
  ];
}
