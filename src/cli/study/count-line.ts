const FIRST_MS = 300;
const EVERY_MS = 100;
const ERASE = '\r\u001b[K';

/** One line on a terminal that is drawn over itself, and gone when results are written. */
export interface CountLine {
  show(text: string): void;
  erase(): void;
}

/** Shows nothing where `stream` is no terminal, or one that cannot erase. */
export function countLine(stream: NodeJS.WriteStream, { wanted }: { wanted: boolean }): CountLine {
  let next = performance.now() + FIRST_MS;
  let shown = false;
  const able = wanted && stream.isTTY && process.env.TERM !== 'dumb';
  return {
    show(text) {
      const now = performance.now();
      if (!able || now < next) return;
      next = now + EVERY_MS;
      shown = true;
      stream.write(ERASE + text.slice(0, (stream.columns || 80) - 1));
    },
    erase() {
      if (shown) stream.write(ERASE);
      shown = false;
    },
  };
}
