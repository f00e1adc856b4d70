import { Choice } from './choice.ts';
import { routeKind } from './route.ts';

export const weighted = routeKind({
  kind: 'weighted',
  summary: 'any of them, by chance, in proportion to the weights',
  entries: {},
  create: () => (parts) =>
    new Choice(parts, (route) => (slot) => {
      const { weights } = route;
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      let left = route.draw(slot) * total;
      const place = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return place < 0 ? weights.length - 1 : place;
    }),
});
