import type { Agenda } from '../kernel/agenda.ts';
import type { Orders } from './orders.ts';

/** What can happen in the life of an order, as codes for typed arrays; beside each, what its value is. */
export const HAPPENING = {
  /** The amount in cents. */
  arrived: 0,
  /** How many wait for a worker now, this one included. */
  waitsForWorker: 1,
  /** Workers busy now, this order's included. */
  taken: 2,
  /** The breaker lets the call through; the place of its state in BREAKER_STATES. */
  allowed: 3,
  /** The breaker refuses the call; the place of its state in BREAKER_STATES. */
  blocked: 4,
  /** The number of the call, from 1. */
  sent: 5,
  /** How many payments wait for capacity now, this one included. */
  queued: 6,
  /** Payments in progress now, this one included. */
  began: 7,
  /** The PaymentService turns the payment away. */
  refused: 8,
  /** The PaymentService takes the payment, and will never answer. */
  hung: 9,
  /** How often the card has been charged now. */
  charged: 10,
  /** The outcome of the call. */
  answered: 11,
  /** The client's patience is over; the payment goes on. */
  gaveUp: 12,
  /** The outcome of a payment that nobody waits for any more. */
  unheard: 13,
  /** Ms until the next call. */
  waitsToRetry: 14,
  /** The outcome of the order. */
  ended: 15,
} as const;

export type HappeningCode = (typeof HAPPENING)[keyof typeof HAPPENING];

export interface Happening {
  readonly atMs: number;
  readonly what: HappeningCode;
  readonly value: number;
}

/** Some seconds of a busy arm: longer than an order lives. */
const LENGTH = 2 ** 17;

/**
 * Remembers what happened last, order by order, for those who look at one order's life. A ring of
 * columns: writing allocates nothing, and memory is the same for any run.
 */
export class Diary {
  /** The order, from 1, whose call ended last; 0 before the first. */
  lastCallOf = 0;
  private readonly agenda: Agenda;
  private readonly orders: Orders;
  private readonly instants = new Float64Array(LENGTH);
  private readonly numbers = new Float64Array(LENGTH);
  private readonly whats = new Uint8Array(LENGTH);
  private readonly values = new Float64Array(LENGTH);
  private next = 0;
  private isFull = false;

  constructor(agenda: Agenda, orders: Orders) {
    this.agenda = agenda;
    this.orders = orders;
  }

  /** Something happens now to the order in slot `order`. */
  note(order: number, what: HappeningCode, value: number): void {
    const at = this.next;
    this.next = at + 1;
    if (this.next === LENGTH) {
      this.next = 0;
      this.isFull = true;
    }
    const number = this.orders.number[order]! + 1;
    this.instants[at] = this.agenda.now;
    this.numbers[at] = number;
    this.whats[at] = what;
    this.values[at] = value;
    if (what === HAPPENING.answered || what === HAPPENING.gaveUp || what === HAPPENING.blocked) {
      this.lastCallOf = number;
    }
  }

  /** What is remembered of an order, from 1, in the order in which it happened. */
  lifeOf(number: number): Happening[] {
    const life: Happening[] = [];
    const oldest = this.isFull ? this.next : 0;
    const length = this.isFull ? LENGTH : this.next;
    for (let i = 0; i < length; i++) {
      const at = (oldest + i) % LENGTH;
      if (this.numbers[at] !== number) continue;
      const what = this.whats[at]! as HappeningCode;
      life.push({ atMs: this.instants[at]!, what, value: this.values[at]! });
    }
    return life;
  }
}
