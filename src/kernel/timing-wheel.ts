import type { Agenda, EventKind } from './agenda.ts';
import { toGrid } from './grid.ts';
import { type SlotColumns, widened } from './slot-pool.ts';
import {
  BITS,
  FAR,
  LEVELS,
  LONGEST_MS,
  NOTHING,
  SPOKES,
  TIMERS,
  TURN,
  UNITS_PER_MS,
  WORD_BITS,
  WORDS,
} from './timing-wheel-measures.ts';

/** The links of a wheel without timers: each list is its head alone. */
const EMPTY_LISTS = Int32Array.from({ length: TIMERS }, (_, place) => place & ~1);
/**
 * Timers of any length, in exact order: a hierarchical timing wheel (Varghese and Lauck, 1987) whose
 * finest spokes tell all grid instants apart. An instant lies at the level of the highest base-1024 digit
 * in which it differs from `base`, the last instant taken; when its list comes first, it moves down. A
 * timer moves at most `LEVELS` times however many are pending, so the cost is flat where a heap's grows,
 * and lists keep equal instants in the order of scheduling, which a heap does not.
 *
 * All lists are circular and doubly linked; nodes below `TIMERS` are their heads. The number of a node is
 * even: two things that are known of it lie there and in the place after, for memory far apart is slow.
 */
export class TimingWheel implements SlotColumns {
  private readonly agenda: Agenda;
  private readonly source: number;
  private readonly fire: (slot: number) => void;
  /** Of each timer the instant, in units, and the rank … */
  private times = new Float64Array(0);
  /** … and of each node the nodes after and before it in its list. */
  private links = EMPTY_LISTS;
  /** Which spokes may hold something: an empty list is found out when it is looked at. */
  private readonly occupied = new Int32Array(LEVELS * WORDS);
  /** For each level, which of its words above are not 0. */
  private readonly occupiedWords = new Int32Array(LEVELS);
  /** The start of the present turn and the place in it of the last instant taken. */
  private turn = 0;
  private base = 0;
  /** The list of the earliest timer, or NOTHING, and its instant. */
  private firstList = NOTHING;
  private firstDue = Number.POSITIVE_INFINITY;

  constructor(agenda: Agenda, kind: EventKind, fire: (slot: number) => void) {
    this.agenda = agenda;
    this.fire = fire;
    this.source = agenda.addSource(kind, () => this.fireFirst());
  }

  start(slot: number, delayMs: number): void {
    const node = TIMERS + 2 * slot;
    const due = (this.agenda.now + toGrid(Math.min(LONGEST_MS, delayMs))) * UNITS_PER_MS;
    this.times[2 * slot] = due;
    this.times[2 * slot + 1] = this.agenda.nextRank();
    const list = this.place(node, due);
    if (due < this.firstDue) {
      this.firstDue = due;
      this.firstList = list;
      this.agenda.show(this.source, due / UNITS_PER_MS, this.times[2 * slot + 1]!);
    }
  }

  cancel(slot: number): void {
    const node = TIMERS + 2 * slot;
    this.unlink(node);
    if (this.times[2 * slot] === this.firstDue) this.findFirst();
  }

  resize(capacity: number): void {
    this.times = widened(this.times, 2 * capacity);
    this.links = widened(this.links, TIMERS + 2 * capacity);
  }

  private fireFirst(): void {
    const list = this.firstList;
    let node = this.links[list]!;
    if (this.links[node] === list) {
      this.moveBase();
      this.empty(list);
    } else {
      if (list >= 2 * SPOKES) node = this.moveDown(list);
      this.unlink(node);
    }
    this.findFirst();
    this.fire((node - TIMERS) >> 1);
  }

  /** Hands the timers of `list` on to finer levels and returns the earliest of them. */
  private moveDown(list: number): number {
    this.moveBase();
    let node = this.links[list]!;
    this.empty(list);
    while (node !== list) {
      const following = this.links[node]!;
      this.place(node, this.times[node - TIMERS]!);
      node = following;
    }
    return this.links[2 * (this.base & (SPOKES - 1))]!;
  }

  /** The earliest instant becomes the base: nothing is pending before it. */
  private moveBase(): void {
    const base = this.firstDue - this.turn;
    if (base < TURN) {
      this.base = base | 0;
    } else {
      this.turn = Math.floor(this.firstDue / TURN) * TURN;
      this.base = (this.firstDue - this.turn) | 0;
    }
  }

  /** Appends the node to the list where its instant belongs, and returns that list. */
  private place(node: number, due: number): number {
    const ahead = due - this.turn;
    let list = FAR;
    if (ahead < TURN) {
      // The highest bit that differs, over 10.
      const level = ((31 - Math.clz32((ahead ^ this.base) | 1)) * 205) >> 11;
      const spoke = level * SPOKES + ((ahead >>> (level * BITS)) & (SPOKES - 1));
      this.occupy(level, spoke);
      list = 2 * spoke;
    }
    const last = this.links[list + 1]!;
    this.links[last] = node;
    this.links[node + 1] = last;
    this.links[node] = list;
    this.links[list + 1] = node;
    return list;
  }

  private unlink(node: number): void {
    const next = this.links[node]!;
    const previous = this.links[node + 1]!;
    this.links[previous] = next;
    this.links[next + 1] = previous;
  }

  private empty(list: number): void {
    this.links[list] = list;
    this.links[list + 1] = list;
  }

  /** Finds the first list that holds something, and in it the earliest timer; of equals, the first. */
  private findFirst(): void {
    this.firstList = this.firstOccupied();
    this.firstDue = Number.POSITIVE_INFINITY;
    if (this.firstList === NOTHING) {
      this.agenda.show(this.source, Number.POSITIVE_INFINITY, 0);
      return;
    }
    let first = this.links[this.firstList]!;
    if (this.firstList >= 2 * SPOKES) first = this.earliestIn(this.firstList);
    this.firstDue = this.times[first - TIMERS]!;
    this.agenda.show(this.source, this.firstDue / UNITS_PER_MS, this.times[first - TIMERS + 1]!);
  }

  private occupy(level: number, spoke: number): void {
    const word = spoke >> WORD_BITS;
    this.occupied[word] = this.occupied[word]! | (1 << spoke);
    this.occupiedWords[level] = this.occupiedWords[level]! | (1 << word);
  }

  private firstOccupied(): number {
    for (let level = 0; level < LEVELS; level++) {
      for (let words = this.occupiedWords[level]!; words !== 0; words &= words - 1) {
        const word = level * WORDS + lowestBit(words);
        for (let spokes = this.occupied[word]!; spokes !== 0; spokes &= spokes - 1) {
          const spoke = (word << WORD_BITS) + lowestBit(spokes);
          if (this.links[2 * spoke] !== 2 * spoke) return 2 * spoke;
          this.occupied[word] = this.occupied[word]! & ~(1 << spoke);
        }
        this.occupiedWords[level] = this.occupiedWords[level]! & ~(1 << word);
      }
    }
    return this.links[FAR] === FAR ? NOTHING : FAR;
  }

  private earliestIn(list: number): number {
    let earliest = this.links[list]!;
    for (let node = this.links[earliest]!; node !== list; node = this.links[node]!) {
      if (this.times[node - TIMERS]! < this.times[earliest - TIMERS]!) earliest = node;
    }
    return earliest;
  }
}

/** The place of the lowest bit that is set. */
function lowestBit(word: number): number {
  return 31 - Math.clz32(word & -word);
}
