import { outgoing } from '../kernel/outgoing.ts';
import { clipped } from './layout.ts';
import type { Place, Problem } from './problem.ts';

/** Terminal columns that a quoted line may take before it is cut around its caret. */
const LINE_WIDTH = 100;
/** Characters of what was found or expected; lists of valid names are the longest of ours. */
const PHRASE_LENGTH = 1000;
/** Of an option, as it was typed: a list of values may be longer than a screen. */
const OPTION_LENGTH = 300;

/** Problems as a person reads them, a blank line between two; no colour. */
export function problemsText(problems: readonly Problem[]): string {
  return problems.map(problemText).join('\n\n');
}

/** Where, the line with a caret under the place, what was found, what was expected, the nearest name. */
function problemText(problem: Problem): string {
  const { place, setting } = problem;
  return [
    setting === '' ? where(place) : `${where(place)}: ${outgoing(setting, 'screen')}`,
    ...(place.kind === 'position' ? quotation(place) : []),
    ...phrases(problem).map((line) => `  ${line}`),
  ].join('\n');
}

/** The same for one who sees the place: the setting, what was found, what was expected, the nearest name. */
export function problemWords(problem: Problem): string {
  const { setting } = problem;
  const head = setting === '' ? [] : [outgoing(setting, 'screen')];
  return [...head, ...phrases(problem)].join('\n');
}

function phrases({ found, expected, suggestion }: Problem): string[] {
  return [
    `found ${phrase(found)}`,
    `expected ${phrase(expected)}`,
    ...(suggestion === undefined ? [] : [`did you mean "${outgoing(suggestion, 'screen')}"?`]),
  ];
}

/** What is found may be a line of any file that a scenario names, and so of any length. */
function phrase(text: string): string {
  return outgoing(clipped(text, PHRASE_LENGTH, '…'), 'screen');
}

function where(place: Place): string {
  switch (place.kind) {
    case 'position':
      return `${outgoing(place.file, 'screen')}:${place.line}:${place.column}`;
    case 'file':
      return outgoing(place.file, 'screen');
    case 'option':
      return outgoing(clipped(place.option, OPTION_LENGTH, '…'), 'screen');
  }
}

function quotation(place: { line: number; column: number; lineText: string }): string[] {
  const label = String(place.line);
  const { text, caret } = cutAround(place.lineText, place.column - 1);
  return [
    `  ${label} | ${text}`.trimEnd(),
    `  ${' '.repeat(label.length)} | ${' '.repeat(caret)}^`,
  ];
}

/** Beyond so many characters from its caret no line is looked at: more than that is never shown. */
const REACH = 2 * LINE_WIDTH;

/** The line, cut on both sides if it is long, and the terminal column at which `index` ends up. */
function cutAround(line: string, index: number): { text: string; caret: number } {
  if (line.length > 2 * REACH) {
    const from = Math.max(0, index - REACH);
    return cutAround(line.slice(from, index + REACH), index - from);
  }
  const cells = [...line].map((character) => ({
    text: outgoing(character, 'screen'),
    units: character.length,
  }));
  let place = 0;
  for (let units = 0; place < cells.length && units < index; place++) units += cells[place]!.units;
  const widths = cells.map((cell) => cellWidth(cell.text));
  const total = widths.reduce((sum, width) => sum + width, 0);
  const before = widths.slice(0, place).reduce((sum, width) => sum + width, 0);
  if (total <= LINE_WIDTH) return { text: cells.map((cell) => cell.text).join(''), caret: before };

  let first = 0;
  let skipped = 0;
  while (first < place && before - skipped > LINE_WIDTH / 2) skipped += widths[first++]!;
  let end = first;
  for (let room = LINE_WIDTH; end < cells.length && room > 0; end++) room -= widths[end]!;
  const kept = cells.slice(first, end).map((cell) => cell.text);
  return {
    text: `${first > 0 ? '…' : ''}${kept.join('')}${end < cells.length ? '…' : ''}`,
    caret: before - skipped + (first > 0 ? 1 : 0),
  };
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Terminal columns: two for East Asian characters and pictures, none for combining marks. */
function cellWidth(text: string): number {
  if (/^\p{Mn}/u.test(text)) return 0;
  return WIDE.test(text) ? 2 : text.length === 2 && text !== '  ' ? 1 : text.length;
}
