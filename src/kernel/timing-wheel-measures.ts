/* The measures of the timing wheel; without imports, so that the bundler writes them where they are used. */

export const BITS = 10;
export const SPOKES = 1 << BITS;
export const LEVELS = 3;
/** Which spokes of a level are occupied is told by words of 32 bits, and which of those by one more. */
export const WORD_BITS = 5;
export const WORDS = SPOKES >> WORD_BITS;
/** Instants further ahead than the wheel is round wait in a list of their own. */
export const FAR = 2 * LEVELS * SPOKES;
/** The first node that is a timer's. */
export const TIMERS = FAR + 2;
/**
 * Finer than the grid, so that a spoke of the second level, 1/8 ms, seldom holds two timers that must
 * move down to be told apart.
 */
export const UNITS_PER_MS = 8 * 1024;
/** Units in one turn of the wheel: 131 s of virtual time. */
export const TURN = 2 ** (BITS * LEVELS);
export const NOTHING = -1;
/** A heavy tail may ask for more than time can hold: this is later than any run ends. */
export const LONGEST_MS = 2 ** 42;
