import { isBlock } from '../../kernel/settings.ts';

/** A piece of a program that is no literal: a function, a class, a name. Kept as text, never run. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text.replace(/\s+/g, ' ').trim();
  }
}

/** `name(1, two: 2)`, and what is called on its result: `.then(3)`. */
export class Call {
  readonly name: string;
  readonly args: unknown[] = [];
  /** Without a prototype: a program may call its settings anything. */
  readonly named = Object.create(null) as Record<string, unknown>;
  readonly chain: Call[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** The last part of the name: `CircuitBreaker` of `pybreaker.CircuitBreaker`. */
  get last(): string {
    return this.name.slice(this.name.lastIndexOf('.') + 1);
  }
}

/** A block of settings, as against a call or other code. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  return isBlock(value) && !(value instanceof Call) && !(value instanceof Code);
}

/** A value as a person would write it, on one line and not too long. */
export function literalText(value: unknown): string {
  const text = wholeText(value);
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

function wholeText(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (value instanceof Call) return callText(value);
  if (Array.isArray(value)) return `[${value.slice(0, 20).map(wholeText).join(', ')}]`;
  if (isBlock(value)) return `{ ${entriesText(value)} }`;
  return String(value);
}

function callText({ name, args, named }: Call): string {
  const parts = [
    ...args.map(wholeText),
    ...(Object.keys(named).length > 0 ? [entriesText(named)] : []),
  ];
  return `${name}(${parts.join(', ')})`;
}

function entriesText(block: Readonly<Record<string, unknown>>): string {
  return Object.entries(block)
    .slice(0, 20)
    .map(([key, value]) => `${key}: ${wholeText(value)}`)
    .join(', ');
}
