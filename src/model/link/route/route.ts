import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import type { Callee, Caller } from '../../call.ts';
import type { Luck } from '../../luck.ts';
import type { Outcome } from '../../outcome.ts';
import type { Requests } from '../../requests.ts';
import type { Run } from '../../run.ts';

/** A way that a route may take. */
export interface Way extends Callee {
  /** Relative to the weights of the others. */
  readonly weight: number;
}

/** What a route is made of. */
export interface RouteParts {
  readonly run: Run;
  /** The requests that the calls are made for. */
  readonly requests: Requests;
  /** How many instances the service has that makes them. */
  readonly instances: number;
  readonly luck: Luck;
  /** The route's outcome goes there. */
  readonly outer: Caller;
}

/** Chooses among several ways for each request; told which way a request's call ended. */
export abstract class Route implements Callee, SlotColumns {
  protected readonly run: Run;
  protected readonly requests: Requests;
  protected readonly instances: number;
  protected readonly luck: Luck;
  protected readonly outer: Caller;
  protected ways: readonly Way[] = [];
  /** The way that a request is on. */
  protected at = new Uint8Array(0);

  constructor({ run, requests, instances, luck, outer }: RouteParts) {
    this.run = run;
    this.requests = requests;
    this.instances = instances;
    this.luck = luck;
    this.outer = outer;
  }

  /** The ways, once they are there: each ends its calls at `arrival` of its place. */
  connect(ways: readonly Way[]): void {
    this.ways = ways;
    this.requests.pool.attach(this);
  }

  /** Where the calls of the way at this place end. */
  arrival(place: number): Caller {
    return { end: (slot, outcome) => this.ended(place, slot, outcome) };
  }

  abstract begin(slot: number): void;

  cancel(slot: number): void {
    this.ways[this.at[slot]!]!.cancel(slot);
  }

  resize(capacity: number): void {
    this.at = widened(this.at, capacity);
  }

  /** The call of the request by the way at `place` has ended. */
  protected abstract ended(place: number, slot: number, outcome: Outcome): void;

  protected take(slot: number, place: number): void {
    this.at[slot] = place;
    this.ways[place]!.begin(slot);
  }
}
