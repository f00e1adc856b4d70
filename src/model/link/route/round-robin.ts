import { Choice } from './choice.ts';
import { routeKind } from './route.ts';

export const roundRobin = routeKind({
  kind: 'round-robin',
  summary: 'one after the other, in turn',
  entries: {},
  create: () => (parts) => {
    let next = 0;
    return new Choice(parts, (route) => () => next++ % route.count);
  },
});
