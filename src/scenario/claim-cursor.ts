/** What is wrong with a threshold or a claim, and how far into its text. */
export interface ClaimFault {
  readonly offset: number;
  readonly found: string;
  readonly expected: string;
  readonly suggestion?: string | undefined;
}

/** A fault on its way out of the parser. */
class Refusal extends Error {
  readonly fault: ClaimFault;

  constructor(fault: ClaimFault) {
    super(fault.found);
    this.fault = fault;
  }
}

/** What `read` makes of a text, or the fault that it refused. */
export function readWords<Value>(text: string, read: (words: Cursor) => Value): Value | ClaimFault {
  try {
    return read(new Cursor(text));
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal.fault;
    throw refusal;
  }
}

/** A longer word is cut where a message quotes it. */
const MAX_QUOTED = 60;

/** What a refusal says of the word that it refuses. */
interface Refused {
  /** What it was taken for: `the metric`. */
  readonly what?: string;
  /** How far it goes; left out, to the next space. */
  readonly word?: RegExp;
  /** In the place of all that. */
  readonly found?: string;
  readonly suggestion?: string | undefined;
}

/** Goes through a text once, from word to word. Patterns are sticky: they hold where the cursor stands. */
export class Cursor {
  readonly text: string;
  /** Where the next word begins. */
  at = 0;

  constructor(text: string) {
    this.text = text;
    this.skip(0);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Goes past what the pattern finds, if it finds anything. */
  take(pattern: RegExp): string | undefined {
    const found = this.peek(pattern);
    if (found !== undefined) this.skip(found.length);
    return found;
  }

  peek(pattern: RegExp, ahead = 0): string | undefined {
    pattern.lastIndex = this.at + ahead;
    return pattern.exec(this.text)?.[0];
  }

  /** Goes past so many characters and the space behind them. */
  skip(length: number): void {
    this.at += length;
    this.at += this.peek(/\s*/y)!.length;
  }

  refuse(expected: string, { what, word = /\S*/y, found, suggestion }: Refused = {}): never {
    const rest = this.peek(word)!.trimEnd();
    const cut = rest.length <= MAX_QUOTED ? rest : `${rest.slice(0, MAX_QUOTED - 1)}…`;
    const quoted = what === undefined ? JSON.stringify(cut) : `${what} ${JSON.stringify(cut)}`;
    throw new Refusal({
      offset: this.at,
      found: found ?? (this.isAtEnd ? 'the end of the text' : quoted),
      expected,
      suggestion,
    });
  }
}
