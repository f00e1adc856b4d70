/** Columns that the labels at the left of a page take, the gap to the text included. */
export const LABEL_WIDTH = 20;

/** A paragraph beside its label: wrapped to the width, further lines under the first. */
export function labelled(label: string, text: string, width: number): string[] {
  const lines = wrapped(text, width - LABEL_WIDTH);
  return lines.map((line, index) => `${(index === 0 ? label : '').padEnd(LABEL_WIDTH)}${line}`);
}

/** Lines of whole words no wider than `width`; a longer word has a line to itself. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    const last = lines.at(-1)!;
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The text, or as much of it as fits, with a sign that there was more. */
export function clipped(text: string, width: number, ellipsis: string): string {
  return text.length <= width ? text : `${text.slice(0, width - ellipsis.length)}${ellipsis}`;
}
