import { Bug } from './assert.ts';
import { GRID_STEP_MS } from './grid.ts';
import { LimitError } from './limit-error.ts';
import { decimal, durationText } from './quantity-text.ts';

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
 * Virtual time, and what happens next. Each source of events shows its earliest one on the agenda;
 * `runUntil` takes the minimum over the sources, over and over. There are few sources, however many
 * events are pending, so a scan of one small array is all it costs.
 *
 * Ties at an instant go by kind, then by order of scheduling.
 */
export class Agenda {
  /** The present instant, in ms. */
  now = 0;
  private instants = new Float64Array(0);
  /** When the earliest event of each source was scheduled, as a count of schedulings. */
  private ranks = new Float64Array(0);
  private kinds = new Uint8Array(0);
  private readonly actions: (() => void)[] = [];
  private scheduled = 0;
  private halted = false;
  /** The instant since which time has not moved by a step of the grid, and the events since then. */
  private standsSince = 0;
  private eventsAtOnce = 0;

  /** Adds a source with nothing pending. `act` carries out its earliest event and shows the next. */
  addSource(kind: EventKind, act: () => void): number {
    const source = this.actions.push(act) - 1;
    this.instants = Float64Array.from([...this.instants, Number.POSITIVE_INFINITY]);
    this.ranks = Float64Array.from([...this.ranks, 0]);
    this.kinds = Uint8Array.from([...this.kinds, kind]);
    return source;
  }

  /** The rank of an event scheduled now. */
  nextRank(): number {
    return this.scheduled++;
  }

  /** The earliest event of `source` is now at `instant` (Infinity: none), scheduled as number `rank`. */
  show(source: number, instant: number, rank: number): void {
    this.instants[source] = instant;
    this.ranks[source] = rank;
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
    const { instants, ranks, kinds, actions } = this;
    const sources = instants.length;
    for (let done = 0; done < budget; done++) {
      if (this.halted) return done;
      let earliest = 0;
      let instant = instants[0]!;
      for (let source = 1; source < sources; source++) {
        const other = instants[source]!;
        if (other > instant) continue;
        if (other < instant || precedes(kinds, ranks, source, earliest)) {
          earliest = source;
          instant = other;
        }
      }
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
    if (instant < this.now) throw new Bug(`time ran backwards, from ${this.now} to ${instant}`);
    this.now = instant;
  }
}

function precedes(kinds: Uint8Array, ranks: Float64Array, source: number, other: number): boolean {
  const difference = kinds[source]! - kinds[other]!;
  return difference < 0 || (difference === 0 && ranks[source]! < ranks[other]!);
}
