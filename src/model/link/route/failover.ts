import { routePlan } from './route-plan.ts';
import { TRIES_ANOTHER_WAY } from './tries-another-way.ts';
import { NO_WAY } from './way-choice.ts';

/** The first way, and where that fails the next. */
export const failover = routePlan({
  kind: 'failover',
  summary:
    'the first, and where that fails the next: what is charged before an error is charged twice',
  entries: {},
  create: () => ({
    choice: ({ length }) => ({
      isByChance: false,
      first: () => 0,
      ended: (place, outcome) =>
        TRIES_ANOTHER_WAY[outcome] === 1 && place + 1 < length ? place + 1 : NO_WAY,
      gaveUp: () => {},
    }),
  }),
});
