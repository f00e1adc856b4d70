import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { variantOf } from '../../../kernel/variant.ts';
import type { Failure } from '../../../resilience/failure.ts';
import type { Callee, Caller } from '../../call.ts';
import type { Luck } from '../../luck.ts';
import type { Outcome } from '../../outcome.ts';
import type { Requests } from '../../requests.ts';
import type { Run } from '../../run.ts';
import { tableOf } from '../failure-table.ts';

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
  readonly luck: Luck;
  /** The route's outcome goes there. */
  readonly outer: Caller;
}

/** Chooses among several ways for each request; told which way a request's call ended. */
export abstract class Route implements Callee, SlotColumns {
  protected readonly run: Run;
  protected readonly requests: Requests;
  protected readonly luck: Luck;
  protected readonly outer: Caller;
  protected ways: readonly Way[] = [];
  /** The way that a request is on. */
  protected at = new Uint8Array(0);

  constructor({ run, requests, luck, outer }: RouteParts) {
    this.run = run;
    this.requests = requests;
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
  protected ended(_place: number, slot: number, outcome: Outcome): void {
    this.outer.end(slot, outcome);
  }

  protected take(slot: number, place: number): void {
    this.at[slot] = place;
    this.ways[place]!.begin(slot);
  }
}

/** One kind of route. */
export const routeKind = variantOf<(parts: RouteParts) => Route, 'route'>('route');

/** The failures after which another way is worth a try. */
const WORTH_ANOTHER_WAY: readonly Failure[] = ['error', 'timeout', 'blocked', 'rejected'];

/** For each outcome, whether another way is worth a try after it. */
export const TRIES_ANOTHER_WAY = tableOf(WORTH_ANOTHER_WAY);
