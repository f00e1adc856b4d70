/** `text` broken at spaces into lines of at most `width` characters; a longer word is cut. */
export function wrap(text: string, wished: number): string[] {
  const width = Math.max(1, wished);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((long) => pieces(long, width))) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, width: number): string[] {
  const count = Math.ceil(word.length / width) || 1;
  return Array.from({ length: count }, (_, i) => word.slice(i * width, (i + 1) * width));
}

/** A line that goes on further in, where it is longer than `width`. */
export function wrapHanging(text: string, width: number): string[] {
  return wrap(text, width - 2).map((line, index) => `${index === 0 ? '' : '  '}${line}`);
}

/** Sentences one under another, each wrapped. */
export function wrapItems(items: readonly string[], width: number): string[] {
  return items.flatMap((item) => wrapHanging(item, width - 2)).map((line) => `  ${line}`);
}
