import { IS_ANSWER } from '../failure-table.ts';
import { routePlan } from './route-plan.ts';
import { NO_WAY, type WayChoice } from './way-choice.ts';

/** How much the newest answer tells: a tenth, as TCP's smoothed round-trip time has an eighth. */
const NEWEST = 0.1;
/** Every so many requests one goes to the next way in turn: the slow one may have become fast. */
const LOOK_EVERY = 20;

/** The way whose answers took the least time of late, in a mean that forgets; a failure counts as no answer. */
function fastestOf({ length }: readonly number[]): WayChoice {
  /** Of each way, in ms; 0 before the first answer: what is not known is tried first. */
  const smoothedMs = new Float64Array(length);
  let begun = 0;
  return {
    isByChance: false,
    first: () => {
      const isLook = ++begun % LOOK_EVERY === 0;
      return isLook ? (begun / LOOK_EVERY) % length : smoothedMs.indexOf(Math.min(...smoothedMs));
    },
    ended: (place, outcome, tookMs) => {
      const before = smoothedMs[place]!;
      // A quick error is not a quick answer: it counts as twice what an answer took so far.
      const seenMs = IS_ANSWER[outcome] === 1 ? tookMs : Math.max(tookMs, 2 * before);
      smoothedMs[place] = before === 0 ? seenMs : before + NEWEST * (seenMs - before);
      return NO_WAY;
    },
    gaveUp: () => {},
  };
}

export const fastest = routePlan({
  kind: 'fastest',
  summary: 'the one whose answers came soonest of late; now and then another, to see how it is',
  entries: {},
  create: () => ({ choice: fastestOf }),
});
