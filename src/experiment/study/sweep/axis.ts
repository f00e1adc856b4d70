import * as v from 'valibot';
import { duration, rate, share } from '../../../kernel/quantities.ts';
import { exactDuration, plainDigits } from '../../../kernel/quantity-text.ts';
import type { Varied } from '../../../scenario/varied.ts';
import type { Halving } from './flip.ts';

/** The values of a setting as numbers, so that there is something between them. */
export interface Scale {
  /** Of each value, in the order of the values. */
  readonly numbers: readonly number[];
  readonly halving: Halving;
  /** A number between them, as a person writes it. */
  readonly write: (value: number) => string;
}

/** Wider than that, the middle of two values is the one of their ratio. */
const WIDE = 8;
const FIGURES = 4;

interface Kind {
  readonly read: (text: string) => number | null;
  readonly write: (value: number) => string;
}

function reading(schema: v.GenericSchema<unknown, number>): Kind['read'] {
  return (text) => {
    // Nothing of anything needs no unit.
    if (text === '0') return 0;
    const read = v.safeParse(schema, text);
    return read.success ? read.output : null;
  };
}

const toFigures = (value: number): number => Number(value.toPrecision(FIGURES));

/** What a value may be, the narrowest first. */
const KINDS: readonly Kind[] = [
  {
    read: (text) =>
      /^-?\d+(?:_\d{3})*(?:\.\d+)?$/.test(text) ? Number(text.replaceAll('_', '')) : null,
    write: (value) => String(toFigures(value)),
  },
  { read: reading(duration), write: (value) => exactDuration(toFigures(value)) },
  { read: reading(rate), write: (value) => `${plainDigits(toFigures(value))}/s` },
  { read: reading(share), write: (value) => `${plainDigits(toFigures(100 * value))}%` },
];

/** Null where its values are no numbers, or not all of one kind. */
export function scaleOf({ values }: Varied): Scale | null {
  for (const { read, write } of KINDS) {
    const numbers = values.map((text) => read(text.trim()));
    if (!numbers.every((one): one is number => one !== null)) continue;
    const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
    const isWhole = values.every((text) => /^\d+(?:_\d{3})*$/.test(text.trim()));
    const halving = { byRatio: least > 0 && most / least > WIDE, isWhole };
    return { numbers, halving, write: isWhole ? (value) => String(Math.round(value)) : write };
  }
  return null;
}
