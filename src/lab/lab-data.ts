import type { Material } from './messages.ts';

/** What the page is given with its code. */
export interface LabData {
  readonly version: string;
  /** What it opens where its address says nothing else. */
  readonly opened: Opened;
  readonly shipped: readonly ShippedScenario[];
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
export const ENGINE_ID = 'engine';
