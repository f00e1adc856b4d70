import type { CreateBalance } from './balance.ts';

/** The instances in turn. */
export const roundRobin: CreateBalance = ({ instances }) => {
  let next = 0;
  return {
    pick: () => {
      const instance = next;
      next = instance + 1 === instances ? 0 : instance + 1;
      return instance;
    },
  };
};
