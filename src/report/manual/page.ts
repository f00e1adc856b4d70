/** A page of the manual: what it is called by, and what it says. */
export interface Page {
  /** `blackfriday help <name>` */
  readonly name: string;
  readonly summary: string;
  readonly blocks: () => readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'prose'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export const heading = (text: string): Block => ({ kind: 'heading', text });

/** A paragraph; line breaks of the source mean nothing. */
export const prose = (text: string): Block => ({
  kind: 'prose',
  text: text.replace(/\s+/g, ' ').trim(),
});

/** Lines as they stand, less the indent that all of them share. */
export function code(text: string): Block {
  const lines = text.replace(/^\n|\s+$/g, '').split('\n');
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => /^ */.exec(line)![0].length);
  const indent = Math.min(...indents);
  return { kind: 'code', text: lines.map((line) => line.slice(indent)).join('\n') };
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): Block {
  return { kind: 'table', head, rows };
}
