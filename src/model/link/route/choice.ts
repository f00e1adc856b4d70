import { Route, type RouteParts } from './route.ts';

/** Picks the place of a way for the request in a slot. */
export type Pick = (slot: number) => number;

/** A route that takes one way for each request, and stays on it. */
export class Choice extends Route {
  private readonly pick: Pick;

  constructor(parts: RouteParts, pick: (route: Choice) => Pick) {
    super(parts);
    this.pick = pick(this);
  }

  begin(slot: number): void {
    this.take(slot, this.pick(slot));
  }

  get weights(): readonly number[] {
    return this.ways.map(({ weight }) => weight);
  }

  get count(): number {
    return this.ways.length;
  }

  /** A draw from [0, 1) for this request, the same in every arm. */
  draw(slot: number): number {
    const { requests } = this;
    return this.luck.route.at(requests.numberOf(slot), requests.callOf(slot)).next();
  }
}
