import { routePlan } from './route-plan.ts';
import { onceChosen } from './way-choice.ts';

export const roundRobin = routePlan({
  kind: 'round-robin',
  summary: 'one after the other, in turn',
  entries: {},
  create: () => ({
    choice: ({ length }) => {
      let next = 0;
      return onceChosen(() => next++ % length);
    },
  }),
});
