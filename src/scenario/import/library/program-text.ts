import { isBlock } from '../../../kernel/settings.ts';
import { Code } from '../literal.ts';

/** How a language writes a block of named values. */
interface Style {
  readonly open: string;
  readonly close: string;
  readonly between: string;
  readonly indent: string;
  text(value: string): string;
}

const OBJECT: Style = {
  open: '{',
  close: '}',
  between: ': ',
  indent: '  ',
  text: (value) => `'${value}'`,
};
const CSHARP: Style = {
  open: '{',
  close: '}',
  between: ' = ',
  indent: '    ',
  text: JSON.stringify,
};
const GO: Style = { open: '{', close: '}', between: ': ', indent: '\t', text: JSON.stringify };
const PYTHON: Style = { open: '(', close: ')', between: '=', indent: '    ', text: JSON.stringify };

function block(style: Style, values: Readonly<Record<string, unknown>>, margin: string): string {
  const inner = margin + style.indent;
  const lines = Object.entries(values).map(
    ([name, value]) => `${inner}${name}${style.between}${scalar(style, value, inner)},\n`,
  );
  return lines.length === 0
    ? style.open + style.close
    : `${style.open}\n${lines.join('')}${margin}${style.close}`;
}

function scalar(style: Style, value: unknown, margin: string): string {
  if (value instanceof Code) return value.text;
  if (isBlock(value)) return block(style, value, margin);
  return typeof value === 'string' ? style.text(value) : String(value);
}

/** `{ timeout: 3000, }` of JavaScript, on lines of its own. */
export function objectText(values: Readonly<Record<string, unknown>>, margin = ''): string {
  return block(OBJECT, values, margin);
}

/** `{ FailureRatio = 0.1, }` of C#. */
export function initializerText(values: Readonly<Record<string, unknown>>, margin = ''): string {
  return block(CSHARP, values, margin);
}

/** `{ MaxRequests: 1, }` of Go. */
export function structText(values: Readonly<Record<string, unknown>>, margin = ''): string {
  return block(GO, values, margin);
}

/** `(fail_max=5,)` of Python. */
export function argumentsText(values: Readonly<Record<string, unknown>>): string {
  return block(PYTHON, values, '');
}
