import type { Outcome } from '../../outcome.ts';
import { Route, routeKind } from './route.ts';

/** The way with the fewest calls in flight; of equals the first. */
class LeastBusy extends Route {
  private inFlight: Int32Array = new Int32Array(0);

  override connect(ways: Route['ways']): void {
    super.connect(ways);
    this.inFlight = new Int32Array(ways.length);
  }

  begin(slot: number): void {
    const place = this.inFlight.indexOf(Math.min(...this.inFlight));
    this.inFlight[place] = this.inFlight[place]! + 1;
    this.take(slot, place);
  }

  override cancel(slot: number): void {
    this.leave(this.at[slot]!);
    super.cancel(slot);
  }

  protected override ended(place: number, slot: number, outcome: Outcome): void {
    this.leave(place);
    this.outer.end(slot, outcome);
  }

  private leave(place: number): void {
    this.inFlight[place] = this.inFlight[place]! - 1;
  }
}

export const leastBusy = routeKind({
  kind: 'least-busy',
  summary: 'the one with the fewest calls in flight; of equals the first',
  entries: {},
  create: () => (parts) => new LeastBusy(parts),
});
