/** Settings that are tried of a grid that has more. */
export const CANDIDATES = 64;
/** The chance that a race drops the truly best, at most. */
export const DOUBT = 0.05;

/** On how many seeds, or incidents, candidates are tried. */
export interface TrialNumbers {
  /** In the first round of a race. */
  readonly first: number;
  /** In the last, at most. */
  readonly most: number;
  /** Fresh ones, on which the finalists are confirmed. */
  readonly confirmation: number;
}

export const ON_SEEDS: TrialNumbers = { first: 5, most: 80, confirmation: 30 };
/** Incidents differ by far more than seeds do: a first round has to meet most kinds of them. */
export const ON_INCIDENTS: TrialNumbers = { first: 20, most: 320, confirmation: 200 };
