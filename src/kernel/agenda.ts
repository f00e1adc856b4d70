import { Bug } from './assert.ts';
import { GRID_STEP_MS } from './grid.ts';
import { LimitError } from './limit-error.ts';
import { decimal, durationText } from './quantity-text.ts';
import { Tournament } from './tournament.ts';

/** Events at one instant run in this order, so that an answer at the very deadline is in time. */
export const EVENT_KIND = {
  script: 0,
  answer: 1,
  timeout: 2,
  breaker: 3,
  delivery: 4,
  retry: 5,
  arrival: 6,
} as const;

/** So many events within one step of the grid, and time is held to stand still. */
const MOST_AT_ONCE = 10_000_000;

export type EventKind = (typeof EVENT_KIND)[keyof typeof EVENT_KIND];

/**
 * Virtual time, and what happens next. Each source of events shows its earliest one on the agenda, with the
 * number of its scheduling for a rank; `runUntil` takes the earliest of them, over and over.
 */
export class Agenda extends Tournament {
  /** The present instant, in ms. */
  now = 0;
  private readonly actions: (() => void)[] = [];
  private scheduled = 0;
  private halted = false;
  /** The instant since which time has not moved by a step of the grid, and the events since then. */
  private standsSince = 0;
  private eventsAtOnce = 0;

  /** Adds a source with nothing pending. `act` carries out its earliest event and shows the next. */
  addSource(kind: EventKind, act: () => void): number {
    this.actions.push(act);
    return this.enter(kind);
  }

  /** The rank of an event scheduled now. */
  nextRank(): number {
    return this.scheduled++;
  }

  /** Nothing happens after the present event: time stays where it is. */
  halt(): void {
    this.halted = true;
  }

  get isHalted(): boolean {
    return this.halted;
  }

  /**
   * Runs every event before `end`, at most `budget` of them, and returns how many. Fewer than `budget`
   * means that time now stands at `end`, or that `halt` was called. Throws a LimitError where time stands
   * still for ever.
   */
  runUntil(end: number, budget: number): number {
    let done = 0;
    while (done < budget) {
      const most = Math.min(budget - done, MOST_AT_ONCE - this.eventsAtOnce);
      const events = this.run(end, most);
      done += events;
      if (events < most) break;
      this.heedStandstill(events);
    }
    return done;
  }

  private run(end: number, budget: number): number {
    const { actions } = this;
    for (let done = 0; done < budget; done++) {
      if (this.halted) return done;
      const earliest = this.winners[1]!;
      const instant = this.instants[earliest]!;
      if (!(instant < end)) {
        this.moveTo(end);
        return done;
      }
      this.moveTo(instant);
      actions[earliest]!();
    }
    return budget;
  }

  /** So many more events have run: looked at now and then, for it is asked of every event otherwise. */
  private heedStandstill(events: number): void {
    this.eventsAtOnce += events;
    if (this.now >= this.standsSince + GRID_STEP_MS) {
      this.standsSince = this.now;
      this.eventsAtOnce = 0;
    } else if (this.eventsAtOnce >= MOST_AT_ONCE) {
      throw new LimitError(
        `time stands still at ${durationText(this.now)}: ${decimal(MOST_AT_ONCE)} events at that one instant, and no end of them; does something fail and begin anew in no time, without a wait in between?`,
      );
    }
  }

  private moveTo(instant: number): void {
    if (instant < this.now) ranBackwards(this.now, instant);
    this.now = instant;
  }
}

function ranBackwards(from: number, to: number): never {
  throw new Bug(`time ran backwards, from ${from} to ${to}`);
}
