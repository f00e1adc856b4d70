import { widened } from '../../../kernel/slot-pool.ts';
import type { Outcome } from '../../outcome.ts';
import { Route, type RouteParts } from './route.ts';
import { type CreateWayChoice, NO_WAY, type WayChoice } from './way-choice.ts';

/** A route that has a request on one way at a time. Each instance that calls chooses by what it knows itself. */
export class ChosenRoute extends Route {
  private readonly create: CreateWayChoice;
  /** By instance. */
  private choices: readonly WayChoice[] = [];
  private startedAt = new Float64Array(0);

  constructor(parts: RouteParts, create: CreateWayChoice) {
    super(parts);
    this.create = create;
  }

  override connect(ways: Route['ways']): void {
    super.connect(ways);
    const weights = ways.map(({ weight }) => weight);
    this.choices = Array.from({ length: this.instances }, () => this.create(weights));
  }

  begin(slot: number): void {
    const choice = this.choiceOf(slot);
    this.startedAt[slot] = this.run.agenda.now;
    this.take(slot, choice.first(choice.isByChance ? this.draw(slot) : 0));
  }

  override cancel(slot: number): void {
    this.choiceOf(slot).gaveUp(this.at[slot]!);
    super.cancel(slot);
  }

  override resize(capacity: number): void {
    super.resize(capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  protected ended(place: number, slot: number, outcome: Outcome): void {
    const tookMs = this.run.agenda.now - this.startedAt[slot]!;
    const next = this.choiceOf(slot).ended(place, outcome, tookMs);
    if (next === NO_WAY) {
      this.outer.end(slot, outcome);
    } else {
      this.run.blocks.tookOver(this.requests, slot, outcome);
      this.take(slot, next);
    }
  }

  private choiceOf(slot: number): WayChoice {
    return this.choices[this.requests.instanceOf(slot)]!;
  }

  /** A draw from [0, 1) for this request, the same in every arm. */
  private draw(slot: number): number {
    const { requests } = this;
    return this.luck.route.at(requests.numberOf(slot), requests.callOf(slot)).next();
  }
}
