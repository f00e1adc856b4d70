/** Settings that are tried of a grid that has more. */
export const CANDIDATES = 64;
/** Replications of the first round of a race. */
export const FIRST = 5;
/** And of the last, at most. */
export const MOST = 80;
/** The chance that a race drops the truly best, at most. */
export const DOUBT = 0.05;
/** Fresh seeds on which the finalists are confirmed. */
export const CONFIRMATION = 30;
