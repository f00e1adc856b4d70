import type { Material } from './material.ts';

/** What the page is given with its code. */
export interface LabData {
  readonly version: string;
  /** What it opens where its address says nothing else. */
  readonly opened: Opened;
  readonly shipped: readonly ShippedScenario[];
  /** In the order of the course. */
  readonly lessons: readonly ShippedLesson[];
  /** Where a class joins; null where there is none. */
  readonly classAddress: ClassAddress | null;
}

export interface ClassAddress {
  /** `http://192.168.1.7:8080` */
  readonly url: string;
  /** What students type. */
  readonly code: string;
}

export interface ShippedLesson {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

/** A scenario, and what the command line calls it; null where it knows of none. */
export interface Opened {
  readonly material: Material;
  readonly reference: string | null;
}

export interface ShippedScenario {
  readonly name: string;
  readonly title: string;
  readonly text: string;
}

export const DATA_ID = 'lab';
