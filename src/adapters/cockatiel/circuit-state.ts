/** cockatiel's states by their numbers; and the names by these, for those who log them. */
export const CircuitState = {
  Closed: 0,
  Open: 1,
  HalfOpen: 2,
  Isolated: 3,
  0: 'Closed',
  1: 'Open',
  2: 'HalfOpen',
  3: 'Isolated',
} as const;

export type CircuitState = 0 | 1 | 2 | 3;
