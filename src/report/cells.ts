/** Texts measured in terminal cells: colour codes take none, East Asian characters and pictures two. */

/** Written by its code, because linters take it for a slip in a pattern. */
const ESCAPE = String.fromCharCode(27);
const CODES = new RegExp(`(${ESCAPE}\\[[0-9;]*m)`);
const RESET = `${ESCAPE}[0m`;

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;

function characterCells(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (NONE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** The text without its colours. */
export function plain(text: string): string {
  return text
    .split(CODES)
    .filter((_, index) => index % 2 === 0)
    .join('');
}

/** How many cells a text takes. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const character of plain(text)) cells += characterCells(character);
  return cells;
}

/** The text cut or padded to exactly `width` cells. Colour that the cut leaves open is closed. */
export function fitted(text: string, width: number): string {
  let cells = 0;
  let kept = '';
  let coloured = false;
  for (const [index, part] of text.split(CODES).entries()) {
    if (index % 2 === 1) {
      kept += part;
      coloured = true;
      continue;
    }
    for (const character of part) {
      const more = characterCells(character);
      if (cells + more > width) {
        return `${kept}${coloured ? RESET : ''}${' '.repeat(Math.max(0, width - cells))}`;
      }
      cells += more;
      kept += character;
    }
  }
  return kept + ' '.repeat(width - cells);
}

/** The text in at most `width` cells; where it is longer, `ellipsis` says so. */
export function cut(text: string, width: number, ellipsis: string): string {
  if (cellsOf(text) <= width) return text;
  return fitted(text, width - cellsOf(ellipsis)).trimEnd() + ellipsis;
}
