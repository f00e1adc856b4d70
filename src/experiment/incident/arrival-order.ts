/** What is known of an order: nothing yet, or how it ended. */
const UNKNOWN = 0;
const UNPAID = 1;
const PAID = 2;

/** A stretch of order numbers. */
interface Page {
  readonly known: Uint8Array;
  readonly instants: Float64Array;
}

const PAGE = 2 ** 12;
/** An order that has no answer when so many later ones have come is unpaid: memory has an end. */
const MOST = 2 ** 20;

/** Told of every order, in order of arrival. */
export type OnOrder = (arrivedAtMs: number, isPaid: boolean) => void;

/** Puts orders, which end in any order, back into the order of their arrival. */
export class ArrivalOrder {
  private readonly onOrder: OnOrder;
  private readonly pages = new Map<number, Page>();
  /** The first order not told of yet, and the number after the last that has ended. */
  private first = 0;
  private end = 0;
  private lastMs = 0;
  /** The longest that a paid order took. */
  private longestMs = 0;

  constructor(onOrder: OnOrder) {
    this.onOrder = onOrder;
  }

  ended(number: number, isPaid: boolean, arrivedAtMs: number, nowMs: number): void {
    if (number < this.first) return;
    if (isPaid) this.longestMs = Math.max(this.longestMs, nowMs - arrivedAtMs);
    this.note(number, isPaid ? PAID : UNPAID, arrivedAtMs);
    if (number === this.first || this.end - this.first > MOST) this.tell();
  }

  /** The run ends at `nowMs` with this order in flight: it is unpaid if no paid one ever took so long. */
  pending(number: number, arrivedAtMs: number, nowMs: number): void {
    if (number < this.first || nowMs - arrivedAtMs <= this.longestMs) return;
    this.note(number, UNPAID, arrivedAtMs);
  }

  /** Tells of all that is left, without those in flight. */
  finish(): void {
    while (this.first < this.end) this.tellFirst();
  }

  private note(number: number, known: number, arrivedAtMs: number): void {
    const page = this.pageOf(number);
    page.known[number % PAGE] = known;
    page.instants[number % PAGE] = arrivedAtMs;
    this.end = Math.max(this.end, number + 1);
  }

  private tell(): void {
    if (this.end - this.first > MOST) this.note(this.first, UNPAID, this.lastMs);
    while (this.first < this.end && this.knownOf(this.first) !== UNKNOWN) this.tellFirst();
  }

  private tellFirst(): void {
    const number = this.first++;
    const { known, instants } = this.pageOf(number);
    const place = number % PAGE;
    if (known[place] !== UNKNOWN) {
      this.lastMs = instants[place]!;
      this.onOrder(this.lastMs, known[place] === PAID);
    }
    if (place === PAGE - 1) this.pages.delete((number - place) / PAGE);
  }

  private knownOf(number: number): number {
    return this.pageOf(number).known[number % PAGE]!;
  }

  private pageOf(number: number): Page {
    const key = Math.floor(number / PAGE);
    let page = this.pages.get(key);
    if (page === undefined) {
      page = { known: new Uint8Array(PAGE), instants: new Float64Array(PAGE) };
      this.pages.set(key, page);
    }
    return page;
  }
}
