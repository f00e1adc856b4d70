/* Where what a link knows of a request's calls lies in its record; without imports, as `request-record.ts`. */

export const SHIFT = 2;
/** A double … */
export const STARTED_AT = 0;
/** … and whole numbers. */
export const REQUEST = 2;
export const TRIES = 3;
