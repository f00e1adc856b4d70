/** A word, text, number or sign of a program. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'sign';
  /** A string without its quotes; anything else as written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** What `#` begins: a comment in Python and Ruby, a private name in JavaScript. */
export type Hash = 'comment' | 'name';

/** One without an end goes to the end of its line or of the file: no text is looked through twice. */
const STRING = String.raw`"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?|\x60(?:[^\x60\\]|\\[\s\S])*\x60?`;
const NUMBER = String.raw`(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?`;
const NAME = String.raw`[@#]?[\p{L}_$][\p{L}\p{N}_$]*`;
const SIGN = String.raw`=>|->|:=|::|==|!=|<=|>=|&&|\|\||\.\.\.|\*\*|[^\s]`;
const COMMENT = {
  comment: String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\n]*`,
  name: String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`,
};

/** The tokens of a program in any of the languages that write calls and literals as C does. */
export function tokensOf(text: string, hash: Hash): Token[] {
  const pattern = new RegExp(
    `(?<comment>${COMMENT[hash]})|(?<string>${STRING})|(?<number>${NUMBER})[a-zA-Z]?|(?<name>${NAME})|(?<sign>${SIGN})`,
    'gu',
  );
  const tokens: Token[] = [];
  let line = 1;
  let counted = 0;
  for (const match of text.matchAll(pattern)) {
    const { string, number, name, sign } = match.groups!;
    const start = match.index;
    for (; counted < start; counted++) if (text[counted] === '\n') line++;
    const kind = [string, number, name, sign].findIndex((one) => one !== undefined);
    if (kind < 0) continue;
    const [whole] = match;
    const token = { start, end: start + whole.length, line };
    if (string !== undefined) tokens.push({ kind: 'string', text: unquoted(string), ...token });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, ...token });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name, ...token });
    else tokens.push({ kind: 'sign', text: sign!, ...token });
  }
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unquoted(literal: string): string {
  const quotes = /^(?:"""|''')/.test(literal) ? 3 : 1;
  return literal
    .slice(quotes, -quotes)
    .replace(/\\([\s\S])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);
}
