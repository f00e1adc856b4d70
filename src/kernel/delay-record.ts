/* Where the doubles and the whole numbers of a timer lie in its record; without imports, as the wheel's measures. */

export const SHIFT = 3;
export const DUE = 0;
export const RANK = 1;
export const NEXT = 4;
export const PREVIOUS = 5;
