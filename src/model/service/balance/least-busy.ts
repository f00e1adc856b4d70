import type { Admission, CreateBalance } from './balance.ts';

const ALL: Admission = { admits: () => true };
const NONE = -1;

/** The instance with the fewest requests in hand and waiting; of equals the next in turn. */
export const leastBusy: CreateBalance = ({ instances, busy, queued }) => {
  let last = instances - 1;
  const pickFrom = (admission: Admission): number => {
    let least = NONE;
    let load = Number.POSITIVE_INFINITY;
    for (let step = 1; step <= instances; step++) {
      const instance = (last + step) % instances;
      const own = busy[instance]! + queued[instance]!;
      if (own >= load || !admission.admits(instance)) continue;
      least = instance;
      load = own;
      if (own === 0) break;
    }
    if (least !== NONE) last = least;
    return least;
  };
  return {
    pick: () => pickFrom(ALL),
    pickAmong: (_number, _call, admission) => {
      const least = pickFrom(admission);
      return least === NONE ? pickFrom(ALL) : least;
    },
  };
};
