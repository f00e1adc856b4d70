/** The version of the program, which every result tells; package.json holds the same. */
export const VERSION = '0.1.0';
