import type { CreateBalance } from './balance.ts';

/** The instances in turn. */
export const roundRobin: CreateBalance = ({ instances }) => {
  let next = 0;
  const pick = (): number => {
    const instance = next;
    next = instance + 1 === instances ? 0 : instance + 1;
    return instance;
  };
  return {
    pick,
    pickAmong: (_number, _call, admission) => {
      for (let step = 1; step < instances; step++) {
        const instance = pick();
        if (admission.admits(instance)) return instance;
      }
      // The last in turn is admitted, or none is.
      return pick();
    },
  };
};
