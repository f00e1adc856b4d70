import type { CreateBalance } from './balance.ts';

/** The instance with the fewest requests in hand and waiting; of equals the next in turn. */
export const leastBusy: CreateBalance = ({ instances, busy, queued }) => {
  let last = instances - 1;
  return {
    pick: () => {
      let least = last;
      let load = Number.POSITIVE_INFINITY;
      for (let step = 1; step <= instances; step++) {
        const instance = (last + step) % instances;
        const own = busy[instance]! + queued[instance]!;
        if (own >= load) continue;
        least = instance;
        load = own;
        if (own === 0) break;
      }
      last = least;
      return least;
    },
  };
};
