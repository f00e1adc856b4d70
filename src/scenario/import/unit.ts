import { exactShare } from '../../kernel/quantity-text.ts';
import { Code } from './literal.ts';

/** How a library writes a quantity. What is read is as everywhere here: ms, shares as fractions. */
export interface Unit<Value> {
  /** What may be written: a phrase after "expected". */
  readonly expected: string;
  /** Undefined where it cannot be read so. */
  read(written: unknown): Value | undefined;
  write(value: Value): unknown;
  /** The value as a scenario writes it. */
  said(value: Value): string;
  /** What was converted: "seconds". Left out where the two are written alike. */
  readonly converts?: string;
}

/** Without the dust of binary fractions: 0.07 * 100 is a little more than 7. */
export function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

export const isNumber = (written: unknown): written is number =>
  typeof written === 'number' && Number.isFinite(written) && written >= 0;

/** Numbers in quotes are common in configuration. */
export function numberOf(written: unknown): number | undefined {
  const value = typeof written === 'string' && written.trim() !== '' ? Number(written) : written;
  return isNumber(value) ? value : undefined;
}

function number(expected: string, fits: (value: number) => boolean): Unit<number> {
  return {
    expected,
    read: (written) => {
      const value = numberOf(written);
      return value !== undefined && fits(value) ? value : undefined;
    },
    write: (value) => value,
    said: String,
  };
}

export const count = number('a whole number, 0 or more', Number.isInteger);
export const positive = number('a number above 0', (value) => value > 0);
/** -1 and the like: a number that switches something off. */
export const anyCount: Unit<number> = {
  ...count,
  expected: 'a whole number',
  read: (written) => (Number.isInteger(Number(written)) ? Number(written) : undefined),
};

export const flag: Unit<boolean> = {
  expected: 'true or false',
  read: (written) => {
    if (typeof written === 'boolean') return written;
    return written === 'true' || written === 'false' ? written === 'true' : undefined;
  },
  write: (value) => value,
  said: String,
};

/** One of some words, in any case. */
export function word<const Word extends string>(...words: readonly Word[]): Unit<Word> {
  return {
    expected: words.join(' or '),
    read: (written) => {
      // `DelayBackoffType.Constant`
      const text = written instanceof Code ? written.text.replace(/^.*\./, '') : String(written);
      return words.find((one) => one.toLowerCase() === text.toLowerCase());
    },
    write: (value) => value,
    said: String,
  };
}

/** 0 to 100. */
export const percent: Unit<number> = {
  expected: 'a per cent from 0 to 100',
  read: (written) => {
    const value = numberOf(typeof written === 'string' ? written.replace('%', '') : written);
    return value !== undefined && value <= 100 ? tidy(value / 100) : undefined;
  },
  write: (share) => tidy(share * 100),
  said: (share) => String(exactShare(share)),
};

/** 0 to 1. */
export const fraction: Unit<number> = {
  expected: 'a fraction from 0 to 1',
  read: (written) => {
    const value = numberOf(written);
    return value !== undefined && value <= 1 ? value : undefined;
  },
  write: tidy,
  said: (share) => String(exactShare(share)),
  converts: 'a fraction',
};
