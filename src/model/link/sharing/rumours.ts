/**
 * What each member of a fleet knows of the circuits of all. A circuit is open or not, and begins as not: how
 * often it has changed tells which, and of two that differ the greater number is the news.
 */
export class Rumours {
  /** By member and circuit: how many of the fleet it knows to be open there. */
  readonly open: Int32Array;
  private readonly members: number;
  private readonly circuits: number;
  /** By member, and within by whose and which circuit: changes that it knows of. */
  private readonly changes: Int32Array;
  /** By member: all changes that it knows of; with `happened` it knows all there is to know. */
  private readonly known: Float64Array;
  private happened = 0;

  constructor(members: number, circuits: number) {
    this.members = members;
    this.circuits = circuits;
    this.open = new Int32Array(members * circuits);
    this.changes = new Int32Array(members * members * circuits);
    this.known = new Float64Array(members);
  }

  /** Whether everybody knows everything. */
  get areOld(): boolean {
    return this.known.every((known) => known === this.happened);
  }

  /** A circuit of the member's own has opened, or is open no longer. */
  toggle(member: number, circuit: number): void {
    this.happened++;
    const place = member * this.circuits + circuit;
    this.learn(member, place, this.changes[this.at(member, place)]! + 1);
  }

  /** One tells the other all that it knows. */
  tell(member: number, other: number): void {
    if (this.known[other] === this.happened) return;
    const places = this.members * this.circuits;
    const mine = this.at(member, 0);
    const theirs = this.at(other, 0);
    for (let place = 0; place < places; place++) {
      const changes = this.changes[mine + place]!;
      if (changes > this.changes[theirs + place]!) this.learn(other, place, changes);
    }
  }

  private at(member: number, place: number): number {
    return member * this.members * this.circuits + place;
  }

  private learn(member: number, place: number, changes: number): void {
    const at = this.at(member, place);
    const before = this.changes[at]!;
    this.changes[at] = changes;
    this.known[member] = this.known[member]! + changes - before;
    const opened = (changes % 2) - (before % 2);
    const view = member * this.circuits + (place % this.circuits);
    this.open[view] = this.open[view]! + opened;
  }
}
