/* Where what a link's end knows of a call lies in its record; without imports, as `request-record.ts`. */

export const SHIFT = 2;
/** A double … */
export const STARTED_AT = 0;
/** … and a whole number. */
export const REQUEST = 2;
