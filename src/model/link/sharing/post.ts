/** Numbers to a letter: the instant at which it arrives, and what it says. */
const WIDTH = 9;

/** A letter to carry about: what stands at which place is between those who write and read. */
export const newLetter = (): Float64Array => new Float64Array(WIDTH - 1);

/**
 * Letters that are all under way for the same time, so that they arrive in the order in which they were
 * sent: a ring of records, which allocates nothing once it is wide enough.
 */
export class Post {
  private readonly wayMs: number;
  private readonly onDue: (atMs: number) => void;
  private letters = new Float64Array(64 * WIDTH);
  private first = 0;
  private count = 0;

  /** `onDue` is told when the next letter arrives; Infinity: none is under way. */
  constructor(wayMs: number, onDue: (atMs: number) => void) {
    this.wayMs = wayMs;
    this.onDue = onDue;
  }

  /** A copy of `letter` sets off. */
  send(now: number, letter: Float64Array): void {
    if (this.count * WIDTH === this.letters.length) this.widen();
    const at = ((this.first + this.count) * WIDTH) % this.letters.length;
    this.letters[at] = now + this.wayMs;
    for (let word = 1; word < WIDTH; word++) this.letters[at + word] = letter[word - 1]!;
    this.count++;
    if (this.count === 1) this.onDue(this.letters[at]!);
  }

  /** Copies the letter that has arrived into `letter`; the next one is due thereafter. */
  take(letter: Float64Array): void {
    const at = this.first * WIDTH;
    for (let word = 1; word < WIDTH; word++) letter[word - 1] = this.letters[at + word]!;
    this.first = (this.first + 1) % (this.letters.length / WIDTH);
    this.count--;
    this.onDue(this.count === 0 ? Number.POSITIVE_INFINITY : this.letters[this.first * WIDTH]!);
  }

  private widen(): void {
    const wider = new Float64Array(2 * this.letters.length);
    const at = this.first * WIDTH;
    wider.set(this.letters.subarray(at));
    wider.set(this.letters.subarray(0, at), this.letters.length - at);
    this.letters = wider;
    this.first = 0;
  }
}
