import type { Token } from './tokens.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Finds its way among the tokens of a program: brackets, names, the entries of lists. */
export class Cursor {
  protected readonly tokens: readonly Token[];
  /** The bracket that closes the one at a position. */
  protected readonly closers: ReadonlyMap<number, number>;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
    this.closers = matched(tokens);
  }

  protected sign(i: number): string {
    const token = this.tokens[i];
    return token?.kind === 'sign' ? token.text : '';
  }

  /** `a.b::c` and `A.<B>c`, without what is in angles, and the token after it. */
  protected path(i: number): { name: string; next: number } {
    let name = this.tokens[i]!.text;
    let next = i + 1;
    while (['.', '::'].includes(this.sign(next))) {
      const after = this.sign(next + 1) === '<' ? this.afterGenerics(next + 1) : next + 1;
      if (this.tokens[after]?.kind !== 'name') break;
      name += `.${this.tokens[after].text}`;
      next = after + 1;
    }
    return { name, next };
  }

  /** `Foo<A, B<C>>(`: the token after the last `>`; where it is no list of types, `open` itself. */
  protected afterGenerics(open: number): number {
    let level = 0;
    for (let i = open; i < open + 30 && i < this.tokens.length; i++) {
      const { text, kind } = this.tokens[i]!;
      if (text === '<') level++;
      else if (text === '>') level--;
      else if (kind !== 'name' && ![',', '.', '?', '[', ']', '|'].includes(text)) return open;
      if (level === 0) return i + 1;
    }
    return open;
  }

  protected itemEnd(start: number, end: number): number {
    let i = start;
    while (i < end && this.sign(i) !== ',') i = (this.closers.get(i) ?? i) + 1;
    return Math.min(i, end);
  }

  protected keyAt(i: number, end: number): { name: string; next: number } | undefined {
    const symbol = this.sign(i) === ':' ? 1 : 0;
    const key = this.tokens[i + symbol];
    const separator = this.sign(i + symbol + 1);
    if (
      key === undefined ||
      i + symbol + 1 >= end ||
      key.kind === 'sign' ||
      key.text === '__proto__'
    )
      return undefined;
    const rocket = separator === '=>' && (symbol === 1 || key.kind === 'string');
    if (!rocket && separator !== ':' && separator !== '=') return undefined;
    return { name: key.text, next: i + symbol + 2 };
  }
}

function matched(tokens: readonly Token[]): Map<number, number> {
  const closers = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach(({ kind, text }, i) => {
    if (kind !== 'sign') return;
    if (text in CLOSING) open.push(i);
    const top = open.at(-1);
    if (top !== undefined && CLOSING[tokens[top]!.text] === text) closers.set(open.pop()!, i);
  });
  return closers;
}
