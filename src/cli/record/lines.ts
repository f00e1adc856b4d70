/** A longer line is cut: no field that matters stands so far right. */
const MOST_CHARACTERS = 2 ** 16;

/** Hands on line by line, without its end, what comes in pieces; no more than a line is kept. */
export async function eachLine(
  pieces: AsyncIterable<string>,
  take: (line: string) => void,
): Promise<void> {
  let rest = '';
  const end = (text: string) => take(text.endsWith('\r') ? text.slice(0, -1) : text);
  for await (const piece of pieces) {
    let from = 0;
    for (;;) {
      const until = piece.indexOf('\n', from);
      if (until < 0) break;
      end(rest + piece.slice(from, until));
      rest = '';
      from = until + 1;
    }
    if (rest.length < MOST_CHARACTERS) rest += piece.slice(from, from + MOST_CHARACTERS);
  }
  if (rest !== '') end(rest);
}
