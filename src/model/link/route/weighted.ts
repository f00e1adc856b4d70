import { routePlan } from './route-plan.ts';
import { onceChosen } from './way-choice.ts';

export const weighted = routePlan({
  kind: 'weighted',
  summary: 'any of them, by chance, in proportion to the weights',
  entries: {},
  create: () => ({
    choice: (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return onceChosen((draw) => {
        let left = draw * total;
        const place = weights.findIndex((weight) => {
          left -= weight;
          return left < 0;
        });
        return place < 0 ? weights.length - 1 : place;
      }, true);
    },
  }),
});
