import { Bug } from './assert.ts';
import { GRID_STEP_MS } from './grid.ts';
import { LimitError } from './limit-error.ts';
import { decimal, durationText } from './quantity-text.ts';
import { widened } from './slot-pool.ts';

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
 * `runUntil` takes the earliest of them, over and over. A tournament tells which it is: two sources play
 * each other, the winners play on, and when a source shows another event only its own games are played
 * again. So a thousand sources cost ten games, however many events are pending.
 *
 * Ties at an instant go by kind, then by order of scheduling.
 */
export class Agenda {
  /** The present instant, in ms. */
  now = 0;
  private instants = new Float64Array(1).fill(Number.POSITIVE_INFINITY);
  /** When the earliest event of each source was scheduled, as a count of schedulings. */
  private ranks = new Float64Array(1);
  private kinds = new Uint8Array(1);
  /** The winner of each game: of all at 1, of those before game n at 2n and 2n + 1; below, the sources. */
  private winners = new Int32Array(2);
  private readonly actions: (() => void)[] = [];
  private scheduled = 0;
  private halted = false;
  /** The instant since which time has not moved by a step of the grid, and the events since then. */
  private standsSince = 0;
  private eventsAtOnce = 0;

  /** Adds a source with nothing pending. `act` carries out its earliest event and shows the next. */
  addSource(kind: EventKind, act: () => void): number {
    const source = this.actions.push(act) - 1;
    if (source === this.instants.length) this.widen(2 * source);
    this.kinds[source] = kind;
    return source;
  }

  /** The rank of an event scheduled now. */
  nextRank(): number {
    return this.scheduled++;
  }

  /** The earliest event of `source` is now at `instant` (Infinity: none), scheduled as number `rank`. */
  show(source: number, instant: number, rank: number): void {
    const { instants, winners } = this;
    instants[source] = instant;
    this.ranks[source] = rank;
    for (let game = (instants.length + source) >> 1; game > 0; game >>= 1) {
      const winner = this.winnerOf(game);
      // The games after this one are about others.
      if (winner !== source && winners[game] === winner) break;
      winners[game] = winner;
    }
  }

  /** Nothing happens after the present event: time stays where it is. */
  halt(): void {
    this.halted = true;
  }

  get isHalted(): boolean {
    return this.halted;
  }

  /** When the next event is due; Infinity where nothing is. */
  get nextMs(): number {
    return this.instants[this.winners[1]!]!;
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

  private winnerOf(game: number): number {
    const { instants, winners } = this;
    const one = winners[2 * game]!;
    const other = winners[2 * game + 1]!;
    if (instants[one]! < instants[other]!) return one;
    if (instants[other]! < instants[one]!) return other;
    return this.firstOfEquals(one, other);
  }

  private firstOfEquals(one: number, other: number): number {
    const { kinds, ranks } = this;
    const difference = kinds[one]! - kinds[other]! || ranks[one]! - ranks[other]!;
    return difference <= 0 ? one : other;
  }

  private widen(sources: number): void {
    const before = this.instants.length;
    this.instants = widened(this.instants, sources).fill(Number.POSITIVE_INFINITY, before);
    this.ranks = widened(this.ranks, sources);
    this.kinds = widened(this.kinds, sources);
    this.winners = Int32Array.from({ length: 2 * sources }, (_, place) => place - sources);
    for (let game = sources - 1; game > 0; game--) this.winners[game] = this.winnerOf(game);
  }
}

function ranBackwards(from: number, to: number): never {
  throw new Bug(`time ran backwards, from ${from} to ${to}`);
}
