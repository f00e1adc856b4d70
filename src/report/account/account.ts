import type { ScenarioHead, ThresholdResult } from '../../experiment/result.ts';
import type { Plate } from '../plate/plate.ts';
import type { SheetTable } from '../sheet/sheet.ts';

/** What the page of a study tells, whatever kind of study it is. */
export interface Account {
  readonly title: string;
  /** Of the file that it is saved in. */
  readonly name: string;
  /** Where it comes from. */
  readonly facts: readonly string[];
  /** The answer; the first sentence leads. */
  readonly verdict: readonly string[];
  /** Where it is not whole, or not as precise as it was to be. */
  readonly notices: readonly string[];
  readonly thresholds: readonly {
    readonly text: string;
    readonly verdict: ThresholdResult['verdict'];
    readonly finding: string;
  }[];
  readonly plates: readonly Plate[];
  /** The figures behind the plates, all of them. */
  readonly tables: readonly AccountTable[];
  /** What is told in lines. */
  readonly lists: readonly AccountList[];
  readonly scenario: Pick<ScenarioHead, 'story' | 'settings' | 'accounts'>;
}

export type AccountTable = Omit<SheetTable, 'kind'>;

export interface AccountList {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** One kind of plate of a kind of study; a new one is an entry in its list. */
export interface PlateKind<Subject> {
  /** Of the file, and of the section of the page. */
  readonly name: string;
  readonly make: (subject: Subject) => Omit<Plate, 'name'>;
}

/** Those that have something to show. */
export function platesOf<Subject>(kinds: readonly PlateKind<Subject>[], subject: Subject): Plate[] {
  return kinds
    .map(({ name, make }) => ({ name, ...make(subject) }))
    .filter(({ panels }) => panels.length > 0);
}
