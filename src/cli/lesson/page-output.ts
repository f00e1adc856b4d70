import type { WriteStream } from 'node:tty';
import type { Look } from '../../report/terminal-chart/look.ts';
import { widthOf } from '../terminal.ts';

/** Where the pages of a lesson go, one after the other. */
export interface Pages {
  readonly columns: number;
  readonly rows: number;
  /** A page, and under it what the keys do. */
  show(lines: readonly string[], prompt: string): void;
  /** Something takes a while. */
  wait(what: string): void;
  done(): void;
}

const USUAL_ROWS = 24;
const CLEAR = '\u001b[2J\u001b[H';
const ERASE_LINE = '\r\u001b[K';

/** In front of a class each page has the screen to itself; else they follow one another, to scroll back to. */
export function pagesOn(
  stdout: WriteStream,
  { presents, look }: { presents: boolean; look: Look },
): Pages {
  let prompted = false;
  return {
    get columns() {
      return widthOf(stdout, process.env);
    },
    get rows() {
      return stdout.rows || USUAL_ROWS;
    },
    show(lines, prompt) {
      const before = presents ? CLEAR : prompted ? `${ERASE_LINE}\n` : '';
      const text = lines.map((line) => `${line}\n`).join('');
      stdout.write(`${before}${text}\n${look.faint(prompt)}`);
      prompted = prompt !== '';
    },
    wait: (what) =>
      void stdout.write(`${ERASE_LINE}${look.faint(`${what}${look.signs.ellipsis}`)}`),
    done: () => void stdout.write(ERASE_LINE),
  };
}
