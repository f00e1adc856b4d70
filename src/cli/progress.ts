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
  show(progress: Progress): void;
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
    show(progress) {
      const now = performance.now();
      if (!able || now < next) return;
      next = now + EVERY_MS;
      shown = true;
      const text = progressText(progress, options.ascii).slice(0, (stream.columns || 80) - 1);
      stream.write(ERASE + text);
    },
    erase() {
      if (shown) stream.write(ERASE);
      shown = false;
    },
  };
}

/** `██████░░░░░░  42 %  4m12s of 10m, 183,224 orders` */
export function progressText({ atMs, durationMs, orders }: Progress, ascii: boolean): string {
  const share = Math.min(1, atMs / durationMs);
  const [full, rest] = ascii ? ['#', '.'] : ['█', '░'];
  const filled = Math.floor(share * BAR_WIDTH);
  const bar = full.repeat(filled) + rest.repeat(BAR_WIDTH - filled);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  const time = `${durationText(Math.floor(atMs / 1000) * 1000)} of ${durationText(durationMs)}`;
  return `${bar} ${percent}  ${time}, ${count(orders)} orders`;
}
