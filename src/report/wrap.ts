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

/** Sentences one under another, each wrapped; what goes on stands further in. */
export function wrapItems(items: readonly string[], width: number): string[] {
  return items.flatMap((item) =>
    wrap(item, width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`),
  );
}
