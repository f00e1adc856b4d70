import { planOfRoute } from '../../model/link/route/index.ts';
import { TRIES_ANOTHER_WAY } from '../../model/link/route/tries-another-way.ts';
import { type CreateWayChoice, NO_WAY } from '../../model/link/route/way-choice.ts';
import { createLuck } from '../../model/luck.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { RouteNode } from '../../model/topology/graph.ts';
import type { Errand } from './order-in-hand.ts';

/** Where a request may be sent on, by whatever links. Never rejects. */
export interface Onward {
  call(errand: Errand): Promise<Outcome>;
}

/** Chooses among links as the simulator does. */
export function realRoute(
  { route, ways, luck }: RouteNode,
  seed: number,
  links: readonly Onward[],
): Onward {
  const plan = planOfRoute(route);
  if ('hedgesAfterMs' in plan) return hedged(links, plan.hedgesAfterMs);
  const draws = createLuck(seed, luck).route;
  const weights = ways.map(({ weight }) => weight);
  return chosen(links, plan.choice, weights, ({ order, call }) =>
    draws.at(order.number, call).next(),
  );
}

function chosen(
  links: readonly Onward[],
  create: CreateWayChoice,
  weights: readonly number[],
  draw: (errand: Errand) => number,
): Onward {
  const choice = create(weights);
  return {
    async call(errand) {
      const startedMs = performance.now();
      let place = choice.first(choice.isByChance ? draw(errand) : 0);
      for (;;) {
        const outcome = await links[place]!.call(errand);
        if (errand.signal?.aborted) {
          choice.gaveUp(place);
          return outcome;
        }
        const next = choice.ended(place, outcome, performance.now() - startedMs);
        if (next === NO_WAY) return outcome;
        place = next;
      }
    },
  };
}

/** The first answer counts, and the other calls are given up. */
function hedged(links: readonly Onward[], afterMs: number): Onward {
  return {
    call: (errand) =>
      new Promise((resolve) => {
        const others = new AbortController();
        const signal =
          errand.signal === undefined
            ? others.signal
            : AbortSignal.any([errand.signal, others.signal]);
        let inFlight = 0;
        let last = -1;
        let isOver = false;
        let patience: NodeJS.Timeout | undefined;
        const start = (): void => {
          const link = links[++last]!;
          inFlight++;
          clearTimeout(patience);
          if (last + 1 < links.length) patience = setTimeout(start, afterMs);
          void link.call({ ...errand, signal }).then(heed);
        };
        const heed = (outcome: Outcome): void => {
          inFlight--;
          if (isOver) return;
          const isFailure = TRIES_ANOTHER_WAY[outcome] === 1 && errand.signal?.aborted !== true;
          if (isFailure && inFlight > 0) return;
          if (isFailure && last + 1 < links.length) {
            start();
            return;
          }
          isOver = true;
          clearTimeout(patience);
          others.abort(new Error('another answered'));
          resolve(outcome);
        };
        start();
      }),
  };
}
