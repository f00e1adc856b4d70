import type { SettingPath } from '../kernel/settings.ts';

/** Where a problem lies. */
export type Place =
  | {
      readonly kind: 'position';
      readonly file: string;
      /** Counted from 1. */
      readonly line: number;
      /** Counted from 1, in UTF-16 units as editors count. */
      readonly column: number;
      readonly lineText: string;
    }
  /** The file as a whole: empty, too large, unreadable. */
  | { readonly kind: 'file'; readonly file: string }
  /** An option of the command line, as typed: `--set paymentService.capacity=0`. */
  | { readonly kind: 'option'; readonly option: string };

/** One mistake of a person, with all it takes to mend it. */
export interface Problem {
  readonly place: Place;
  /** The setting in question: `paymentService.capacity`; empty where it is the file that is at fault. */
  readonly setting: string;
  /** A phrase that follows "found". */
  readonly found: string;
  /** A phrase that follows "expected". */
  readonly expected: string;
  /** The nearest valid name, where one is misspelt. */
  readonly suggestion: string | undefined;
}

/** A problem whose place is yet to be looked up: checks speak of settings, documents know positions. */
export interface Finding {
  readonly path: SettingPath;
  /** Whether the key is at fault, the value under it, or a key that is missing from the block above. */
  readonly fault: 'key' | 'value' | 'missing';
  /** Undefined: what the file says there, word for word. */
  readonly found?: string;
  readonly expected: string;
  readonly suggestion?: string | undefined;
  /** How far into the text of the value the fault lies. */
  readonly offset?: number;
}
