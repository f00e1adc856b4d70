import { routePlan } from './route-plan.ts';
import { NO_WAY, type WayChoice } from './way-choice.ts';

/** The way with the fewest calls in flight; of equals the first. */
function leastBusyOf({ length }: readonly number[]): WayChoice {
  const inFlight = new Int32Array(length);
  const leave = (place: number): void => {
    inFlight[place] = inFlight[place]! - 1;
  };
  return {
    isByChance: false,
    first: () => {
      const place = inFlight.indexOf(Math.min(...inFlight));
      inFlight[place] = inFlight[place]! + 1;
      return place;
    },
    ended: (place) => {
      leave(place);
      return NO_WAY;
    },
    gaveUp: leave,
  };
}

export const leastBusy = routePlan({
  kind: 'least-busy',
  summary: 'the one with the fewest calls in flight; of equals the first',
  entries: {},
  create: () => ({ choice: leastBusyOf }),
});
