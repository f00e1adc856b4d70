/** `text` broken at spaces into lines of at most `width` characters; a longer word is cut. */
export function wrap(text: string, width: number): string[] {
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
  if (word.length <= width) return [word];
  return [word.slice(0, width), ...pieces(word.slice(width), width)];
}

/** Sentences one under another, each wrapped; what goes on stands further in. */
export function wrapItems(items: readonly string[], width: number): string[] {
  return items.flatMap((item) =>
    wrap(item, width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`),
  );
}
