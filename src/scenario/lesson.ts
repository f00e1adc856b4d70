import type { Claim, Quantity } from './claim.ts';
import type { Exhibit } from './lesson-schema.ts';
import type { Place } from './problem.ts';
import type { Scenario } from './schema.ts';

/** A guided sequence, ready to teach. */
export interface Lesson {
  /** The file's name without its ending. */
  readonly name: string;
  readonly title: string;
  readonly goal: string;
  readonly minutes: number;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  readonly title: string;
  readonly text: string;
  /** As the file names it, to run it by hand. */
  readonly reference: string;
  readonly set: readonly string[];
  readonly vary: readonly string[];
  /** Runs of each arm, on the seeds from 1 on; null: one run, on the scenario's own seed. */
  readonly seeds: number | null;
  readonly scenario: Scenario;
  readonly ask: string;
  readonly choices: readonly Choice[];
  /** Where the file has the choices. */
  readonly choicesPlace: Place;
  readonly show: readonly Exhibit[];
  readonly figures: readonly Figure[];
  readonly why: Prose;
}

export interface Choice {
  readonly answer: string;
  /** When it is right. */
  readonly claim: Claim;
}

export interface Figure {
  readonly label: string;
  readonly quantity: Quantity;
}

/** Words, and among them what came of the run. */
export type Prose = readonly (string | Quantity)[];

/** The letter of a choice: a, b, c. */
export function letterOf(place: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + place);
}
