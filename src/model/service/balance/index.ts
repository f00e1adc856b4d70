import type { CreateBalance } from './balance.ts';
import { leastBusy } from './least-busy.ts';
import { random } from './random.ts';
import { roundRobin } from './round-robin.ts';

/** Every way to share requests out among instances; a new one is a file and a line here. */
export const BALANCES = {
  'round-robin': roundRobin,
  random,
  'least-busy': leastBusy,
} as const satisfies Record<string, CreateBalance>;

export type BalanceName = keyof typeof BALANCES;
