/** How many may be worked on at once, and how many may wait. */
interface Limits {
  readonly capacity: number;
  readonly queue: number;
}

/** One who waits for a place. */
interface Waiting {
  readonly begin: (atMs: number) => void;
}

/** Places where requests are worked on, and the line before them, first come first served. */
export class Room {
  busy = 0;
  private readonly limits: Limits;
  private readonly line: Waiting[] = [];

  /** The limits may change; whoever changes them lets those in who may come in now. */
  constructor(limits: Limits) {
    this.limits = limits;
  }

  get waiting(): number {
    return this.line.length;
  }

  get isFull(): boolean {
    return this.busy >= this.limits.capacity && this.line.length >= this.limits.queue;
  }

  /** Takes a place at once, if there is one and nobody waits for it. */
  tryTake(): boolean {
    if (this.line.length > 0 || this.busy >= this.limits.capacity) return false;
    this.busy++;
    return true;
  }

  /**
   * Gets in line: `begin` is called with a place taken, and told since when it is free. Returns how to go away
   * before that; undefined where the line is full.
   */
  tryWait(begin: (atMs: number) => void): (() => boolean) | undefined {
    const { line, limits } = this;
    if (line.length >= limits.queue) return undefined;
    const waiting: Waiting = { begin };
    line.push(waiting);
    return () => {
      const place = line.indexOf(waiting);
      if (place >= 0) line.splice(place, 1);
      return place >= 0;
    };
  }

  /** A place is free since that instant, which may have passed: timers are late, and it must not add up. */
  leave(atMs: number): void {
    this.busy--;
    this.letIn(atMs);
  }

  letIn(atMs: number): void {
    while (this.line.length > 0 && this.busy < this.limits.capacity) {
      this.busy++;
      this.line.shift()!.begin(atMs);
    }
  }
}
