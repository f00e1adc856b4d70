import type { WriteStream } from 'node:tty';
import { whenLeaving } from '../leaving.ts';

/** A terminal taken over as a whole; it gets back what it showed before. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Draws lines, one a row: only those that differ from what is there. */
  draw(lines: readonly string[]): void;
  /** Leaves no trace. May be called twice. */
  close(): void;
}

const ENTER = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J';
const LEAVE = '\u001b[0m\u001b[?7h\u001b[?25h\u001b[?1049l';
const CLEAR = '\u001b[0m\u001b[2J';
/** What a terminal of unknown size is taken for. */
const USUAL = { columns: 80, rows: 24 };

export function openScreen(stdout: WriteStream): Screen {
  let drawn: readonly string[] = [];
  let open = true;
  const onResize = (): void => {
    drawn = [];
    stdout.write(CLEAR);
  };
  const close = (): void => {
    if (!open) return;
    open = false;
    stdout.off('resize', onResize);
    stay();
    stdout.write(LEAVE);
  };
  stdout.write(ENTER);
  stdout.on('resize', onResize);
  const stay = whenLeaving(close);
  return {
    get columns() {
      return stdout.columns || USUAL.columns;
    },
    get rows() {
      return stdout.rows || USUAL.rows;
    },
    draw(lines) {
      const changed = lines.flatMap((line, row) =>
        line === drawn[row] ? [] : [`\u001b[${row + 1};1H${line}`],
      );
      drawn = lines;
      if (changed.length > 0) stdout.write(changed.join(''));
    },
    close,
  };
}
