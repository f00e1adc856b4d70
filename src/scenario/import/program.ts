import { Cursor } from './cursor.ts';
import { Call, Code, literalText } from './literal.ts';
import { type Hash, tokensOf } from './tokens.ts';

/** What a program says that can be read without running it. */
export interface Program {
  /** Every call and construction, in the order of the text, those inside others too. */
  readonly calls: readonly Call[];
  /** What names stand for, where a literal or a call is assigned to them. */
  readonly names: ReadonlyMap<string, unknown>;
}

/** Names of numbers. */
const CONSTANTS: Readonly<Record<string, number>> = {
  'time.Nanosecond': 1,
  'time.Microsecond': 1e3,
  'time.Millisecond': 1e6,
  'time.Second': 1e9,
  'time.Minute': 60e9,
  'time.Hour': 3_600e9,
};
const WORDS = new Map<string, unknown>([
  ...['true', 'True'].map((word) => [word, true] as const),
  ...['false', 'False'].map((word) => [word, false] as const),
  ...['null', 'nil', 'None', 'undefined'].map((word) => [word, null] as const),
]);
const PREFIXES = new Set(['new', 'await', 'yield', '&']);
const NO_VALUES = new Set([
  'function',
  'func',
  'lambda',
  'async',
  'class',
  'proc',
  'if',
  'for',
  'while',
  'return',
  'switch',
  'catch',
  'def',
]);
/** Literals nested deeper are code. */
const MAX_DEPTH = 40;

/** Reads literals and calls of JavaScript, TypeScript, Python, Go, Ruby, Java, Kotlin and C#. Runs nothing. */
export function readProgram(text: string, hash: Hash): Program {
  return new Reading(text, hash).program();
}

interface Operand {
  readonly value: unknown;
  /** The token after it. */
  readonly next: number;
}

class Reading extends Cursor {
  private readonly text: string;
  /** Read once, however many calls it lies in. */
  private readonly known = new Map<number, Operand>();
  private readonly names = new Map<string, unknown>();

  constructor(text: string, hash: Hash) {
    super(tokensOf(text, hash));
    this.text = text;
  }

  program(): Program {
    const calls: Call[] = [];
    for (let i = 0; i < this.tokens.length; i++) {
      const { kind, text } = this.tokens[i]!;
      if (kind === 'name' && !this.isInside(i) && this.callAt(i)) {
        const { value } = this.operand(i, 0);
        if (value instanceof Call) calls.push(value);
      }
      if (kind === 'sign' && (text === '=' || text === ':=')) this.assign(i);
    }
    return { calls, names: this.names };
  }

  /** Whether the name goes on from one before it: `b` of `a.b`. */
  private isInside(i: number): boolean {
    return ['.', '::', '?'].includes(this.sign(i - 1)) || this.tokens[i - 1]?.text === 'class';
  }

  private callAt(i: number): boolean {
    const { next } = this.path(i);
    return this.sign(next) === '(' || this.sign(next) === '{' || this.sign(next) === '<';
  }

  private assign(i: number): void {
    let first = i;
    while (i - first < 12 && this.isSameStatement(first - 1, i)) first--;
    const before = this.tokens.slice(first, i);
    const declared = before.findIndex(({ text }) => ['const', 'let', 'var', 'val'].includes(text));
    const name =
      declared >= 0 ? before[declared + 1] : before.filter(({ kind }) => kind === 'name').at(-1);
    if (name === undefined || name.kind !== 'name') return;
    const { value } = this.operand(i + 1, 0);
    if (!(value instanceof Code)) this.names.set(name.text, value);
  }

  private isSameStatement(i: number, other: number): boolean {
    const token = this.tokens[i];
    return token?.line === this.tokens[other]!.line && !';{}(,'.includes(token.text);
  }

  private operand(i: number, depth: number): Operand {
    const known = this.known.get(i);
    if (known !== undefined) return known;
    const read = depth > MAX_DEPTH ? this.code(i, i + 1) : this.sum(i, depth);
    this.known.set(i, read);
    return read;
  }

  private code(first: number, next: number): Operand {
    const end = this.tokens[next - 1]?.end ?? this.text.length;
    return { value: new Code(this.text.slice(this.tokens[first]?.start ?? end, end)), next };
  }

  /** `5 * 60 * 1000 + 500` is a number. */
  private sum(i: number, depth: number): Operand {
    let total = this.product(i, depth);
    while (['+', '-'].includes(this.sign(total.next)) && typeof total.value === 'number') {
      const right = this.product(total.next + 1, depth);
      if (typeof right.value !== 'number') return total;
      const value =
        this.sign(total.next) === '+' ? total.value + right.value : total.value - right.value;
      total = { value, next: right.next };
    }
    return total;
  }

  private product(i: number, depth: number): Operand {
    let total = this.single(i, depth);
    while (['*', '/'].includes(this.sign(total.next)) && typeof total.value === 'number') {
      const right = this.single(total.next + 1, depth);
      if (typeof right.value !== 'number') return total;
      const value =
        this.sign(total.next) === '*' ? total.value * right.value : total.value / right.value;
      total = { value, next: right.next };
    }
    return total;
  }

  private single(i: number, depth: number): Operand {
    const token = this.tokens[i];
    if (token === undefined) return this.code(i, i);
    if (PREFIXES.has(token.text))
      return depth > MAX_DEPTH ? this.code(i, i + 1) : this.single(i + 1, depth + 1);
    if (token.kind === 'string') return { value: token.text, next: i + 1 };
    if (token.kind === 'number')
      return { value: Number(token.text.replaceAll('_', '')), next: i + 1 };
    if (token.kind === 'name') return this.named(i, depth);
    const close = this.closers.get(i);
    if (token.text === '-' && this.tokens[i + 1]?.kind === 'number') {
      return { value: -Number(this.tokens[i + 1]!.text.replaceAll('_', '')), next: i + 2 };
    }
    if (token.text === ':' && this.tokens[i + 1]?.kind === 'name') {
      return { value: this.tokens[i + 1]!.text, next: i + 2 };
    }
    if (close === undefined) return this.code(i, i + 1);
    if (token.text === '(') {
      const inner = this.operand(i + 1, depth + 1);
      return inner.next === close
        ? { value: inner.value, next: close + 1 }
        : this.code(i, close + 1);
    }
    const call = new Call('');
    this.entries(i + 1, close, call, depth + 1);
    if (token.text === '[') return { value: call.args, next: close + 1 };
    // Methods, spread and shorthand entries are told of by the word that they begin with.
    for (const other of call.args) call.named[firstWord(other)] ??= other;
    return { value: call.named, next: close + 1 };
  }

  private named(i: number, depth: number): Operand {
    const token = this.tokens[i]!;
    if (WORDS.has(token.text)) return { value: WORDS.get(token.text), next: i + 1 };
    if (NO_VALUES.has(token.text)) return this.code(i, i + 1);
    const path = this.path(i);
    const constant = CONSTANTS[path.name] ?? this.names.get(path.name);
    let { next } = path;
    if (this.sign(next) === '<') next = this.afterGenerics(next);
    const isCall = this.sign(next) === '(' && this.closers.has(next);
    const isLiteral =
      this.sign(next) === '{' && this.closers.has(next) && /(?:^|\.)[A-Z]\w*$/.test(path.name);
    if (!isCall && !isLiteral) {
      return typeof constant === 'number'
        ? { value: constant, next: path.next }
        : this.code(i, path.next);
    }
    const call = new Call(path.name);
    next = this.bracketed(next, call, depth);
    // `new Options() { Retries = 3 }`
    if (isCall && this.sign(next) === '{' && this.tokens[i - 1]?.text === 'new')
      next = this.bracketed(next, call, depth);
    return { value: call, next: this.chained(next, call, depth) };
  }

  private bracketed(open: number, call: Call, depth: number): number {
    const close = this.closers.get(open);
    if (close === undefined) return open + 1;
    this.entries(open + 1, close, call, depth + 1);
    return close + 1;
  }

  private chained(start: number, call: Call, depth: number): number {
    let next = start;
    while (this.sign(next) === '.' && this.tokens[next + 1]?.kind === 'name') {
      const link = new Call(this.tokens[next + 1]!.text);
      const open = this.sign(next + 2) === '<' ? this.afterGenerics(next + 2) : next + 2;
      if (this.sign(open) !== '(') return next;
      call.chain.push(link);
      next = this.bracketed(open, link, depth);
    }
    return next;
  }

  /** What stands between brackets: `1, two: 2, "three" => 3, four = 4`. */
  private entries(start: number, end: number, call: Call, depth: number): void {
    if (depth > MAX_DEPTH) return;
    let i = start;
    while (i < end) {
      const itemEnd = this.itemEnd(i, end);
      const key = this.keyAt(i, itemEnd);
      const first = key?.next ?? i;
      const read = this.operand(first, depth);
      // Go and C# let a comma follow the last entry; anything else that follows a value makes it code.
      const { value } = read.next === itemEnd ? read : this.code(first, itemEnd);
      if (key !== undefined) call.named[key.name] = value;
      else if (itemEnd > i) call.args.push(value);
      i = itemEnd + 1;
    }
  }
}

/** `errorFilter` of `errorFilter(error) { … }`. */
function firstWord(entry: unknown): string {
  const text = literalText(entry);
  return /^(?:async\s+)?([\w$]+)/.exec(text)?.[1] ?? text;
}
