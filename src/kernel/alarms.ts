import type { Agenda, EventKind } from './agenda.ts';

const NEVER = Number.POSITIVE_INFINITY;

/**
 * Many alarms that are one source of the agenda, so that a scan of the sources costs the same however many
 * there are. A tournament finds the earliest: each node of a binary tree holds the winner of the two below
 * it, and a new time is played from its leaf to the root.
 */
export class Alarms {
  private readonly agenda: Agenda;
  private readonly source: number;
  private readonly instants: Float64Array;
  private readonly ranks: Float64Array;
  /** The root stands at 1, the alarms from `leaves` on. */
  private readonly winners: Int32Array;
  private readonly leaves: number;

  /** `fire(alarm)` is called when it is due, and must set it anew or to Infinity. */
  constructor(agenda: Agenda, kind: EventKind, count: number, fire: (alarm: number) => void) {
    this.agenda = agenda;
    this.leaves = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.instants = new Float64Array(this.leaves).fill(NEVER);
    this.ranks = new Float64Array(this.leaves);
    this.winners = Int32Array.from({ length: 2 * this.leaves }, (_, node) =>
      node < this.leaves ? 0 : node - this.leaves,
    );
    for (let node = this.leaves - 1; node >= 1; node--) this.play(node);
    this.source = agenda.addSource(kind, () => fire(this.winners[1]!));
  }

  /** The alarm goes off at `instant`, in ms; Infinity: not at all. */
  set(alarm: number, instant: number): void {
    this.instants[alarm] = instant;
    this.ranks[alarm] = this.agenda.nextRank();
    for (let node = (alarm + this.leaves) >> 1; node >= 1; node >>= 1) this.play(node);
    const first = this.winners[1]!;
    this.agenda.show(this.source, this.instants[first]!, this.ranks[first]!);
  }

  private play(node: number): void {
    const left = this.winners[2 * node]!;
    const right = this.winners[2 * node + 1]!;
    this.winners[node] = this.precedes(right, left) ? right : left;
  }

  private precedes(one: number, other: number): boolean {
    const difference = this.instants[one]! - this.instants[other]!;
    // Two that never go off differ by NaN: neither precedes the other.
    return difference < 0 || (difference === 0 && this.ranks[one]! < this.ranks[other]!);
  }
}
