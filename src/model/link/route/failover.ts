import type { Outcome } from '../../outcome.ts';
import { Route, routeKind, TRIES_ANOTHER_WAY } from './route.ts';

/** The first way, and where that fails the next. */
class Failover extends Route {
  begin(slot: number): void {
    this.take(slot, 0);
  }

  protected override ended(place: number, slot: number, outcome: Outcome): void {
    const next = place + 1;
    if (TRIES_ANOTHER_WAY[outcome] === 1 && next < this.ways.length) {
      this.run.blocks.tookOver(this.requests, slot, outcome);
      this.take(slot, next);
    } else {
      this.outer.end(slot, outcome);
    }
  }
}

export const failover = routeKind({
  kind: 'failover',
  summary:
    'the first, and where that fails the next: what is charged before an error is charged twice',
  entries: {},
  create: () => (parts) => new Failover(parts),
});
