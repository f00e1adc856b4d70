/*
 * Where what is known of a request lies in its record. This file imports nothing: the bundler then writes its
 * constants where they are used, and every event spares their look-up.
 */

/** A record has room for 2^SHIFT whole numbers, which is one line of the processor's cache. */
export const SHIFT = 4;
/** Where doubles lie in it … */
export const NUMBER = 0;
export const SINCE = 1;
/** … and whole numbers. */
export const ORDER = 4;
export const CALLER = 5;
export const OVER = 6;
export const CALL = 7;
export const INSTANCE = 8;
export const WANTED = 9;
export const HOLDERS = 10;
export const PLACE_NOW = 11;
export const OUTCOME_NOW = 12;
export const TURN = 13;
export const WAY = 14;
