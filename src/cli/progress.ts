import type { Progress } from '../experiment/experiment.ts';
import { durationText } from '../kernel/quantity-text.ts';
import { count } from '../report/figures.ts';

/** A run that is over by then needs no line. */
const FIRST_MS = 300;
const EVERY_MS = 100;
const BAR_WIDTH = 24;
const ERASE = '\r\u001b[K';

/** One line on a terminal that is drawn over itself, and gone when results are written. */
export interface ProgressLine {
  /** `text` is asked for only where it is shown: seldom, and on a terminal. */
  show(text: () => string): void;
  erase(): void;
}

/** Shows nothing where `stream` is no terminal, or one that cannot erase. */
export function progressLine(
  stream: NodeJS.WriteStream,
  options: { wanted: boolean; ascii: boolean },
): ProgressLine {
  let next = performance.now() + FIRST_MS;
  let shown = false;
  const able = options.wanted && stream.isTTY && process.env.TERM !== 'dumb';
  return {
    show(text) {
      const now = performance.now();
      if (!able || now < next) return;
      next = now + EVERY_MS;
      shown = true;
      stream.write(ERASE + text().slice(0, (stream.columns || 80) - 1));
    },
    erase() {
      if (shown) stream.write(ERASE);
      shown = false;
    },
  };
}

/** `██████░░░░░░  42 %  4m12s of 10m, 183,224 orders` */
export function progressText({ atMs, durationMs, orders }: Progress, ascii: boolean): string {
  const time = `${durationText(Math.floor(atMs / 1000) * 1000)} of ${durationText(durationMs)}`;
  return `${bar(atMs / durationMs, ascii)}  ${time}, ${count(orders)} orders`;
}

/** How much is done, 0 to 1: `██████░░░░░░  42 %` */
export function bar(share: number, ascii: boolean): string {
  const done = Math.min(1, share);
  const [full, rest] = ascii ? ['#', '.'] : ['█', '░'];
  const filled = Math.floor(done * BAR_WIDTH);
  return `${full.repeat(filled)}${rest.repeat(BAR_WIDTH - filled)} ${`${Math.floor(done * 100)} %`.padStart(5)}`;
}
