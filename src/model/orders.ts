import type { SlotColumns, SlotPool } from '../kernel/slot-pool.ts';
import { NO_RECORDS, widenedRecords } from '../kernel/slot-records.ts';
import {
  AMOUNT_CENTS,
  ARRIVED_AT,
  CALLS,
  CHARGES,
  CLASS,
  DEFERRED,
  DEFERRED_AT,
  DEGRADED,
  PAID,
  PENDING,
  STANDING,
  VIA_BACKUP,
} from './order-record.ts';
import { Requests } from './requests.ts';

/** So many orders, and what they are worth together. */
export interface OrdersAndMoney {
  readonly orders: number;
  readonly cents: number;
}

/** The orders in flight: as requests at the service where they arrive, and what is known of them besides. */
export class Orders implements SlotColumns {
  /** A slot stays taken until the last request of its order is over. */
  readonly requests = new Requests();
  private doubles = NO_RECORDS.doubles;
  private ints = NO_RECORDS.ints;
  private words = CALLS;
  /** A record has room for 2^shift whole numbers. */
  private shift = widthOf(CALLS);

  constructor() {
    this.pool.attach(this);
  }

  get pool(): SlotPool {
    return this.requests.pool;
  }

  /** Room to count the calls of each order to one more service; before there are any orders. */
  addCounter(): number {
    this.shift = widthOf(this.words + 1);
    return this.words++;
  }

  open(number: number, arrivedAt: number, amountCents: number, instance: number): number {
    const slot = this.requests.openOrder(number, instance);
    const { ints, doubles, words, shift } = this;
    const at = slot << shift;
    doubles[(at >> 1) | ARRIVED_AT] = arrivedAt;
    doubles[(at >> 1) | AMOUNT_CENTS] = amountCents;
    ints[at | CHARGES] = 0;
    ints[at | DEFERRED] = 0;
    ints[at | STANDING] = PENDING;
    for (let counter = CALLS; counter < words; counter++) ints[at | counter] = 0;
    return slot;
  }

  /** From 0, in the order of arrival. */
  numberOf(slot: number): number {
    return this.requests.numberOf(slot);
  }

  arrivedAtOf(slot: number): number {
    return this.doubles[((slot << this.shift) >> 1) | ARRIVED_AT]!;
  }

  amountCentsOf(slot: number): number {
    return this.doubles[((slot << this.shift) >> 1) | AMOUNT_CENTS]!;
  }

  /** The place of its class among all; 0 where there are none. */
  classOf(slot: number): number {
    return this.ints[(slot << this.shift) | CLASS]!;
  }

  classify(slot: number, place: number, amountCents: number): void {
    this.ints[(slot << this.shift) | CLASS] = place;
    this.doubles[((slot << this.shift) >> 1) | AMOUNT_CENTS] = amountCents;
  }

  /** Times the card was charged. */
  chargesOf(slot: number): number {
    return this.ints[(slot << this.shift) | CHARGES]!;
  }

  /** The card is charged; returns how often it has been by now. */
  charge(slot: number): number {
    const at = (slot << this.shift) | CHARGES;
    const charges = this.ints[at]! + 1;
    this.ints[at] = charges;
    return charges;
  }

  /** From arrival until its own end. */
  isPending(slot: number): boolean {
    return this.stands(slot, PENDING);
  }

  /** It ends, paid or not. */
  end(slot: number, isPaid: boolean): void {
    const at = (slot << this.shift) | STANDING;
    this.ints[at] = (this.ints[at]! & ~PENDING) | (isPaid ? PAID : 0);
  }

  /** Whether it has ended paid, at once or later. */
  isPaid(slot: number): boolean {
    return this.stands(slot, PAID);
  }

  pay(slot: number): void {
    this.mark(slot, PAID);
  }

  /** Whether a backup has paid it. */
  isViaBackup(slot: number): boolean {
    return this.stands(slot, VIA_BACKUP);
  }

  payViaBackup(slot: number): void {
    this.mark(slot, VIA_BACKUP);
  }

  /** Whether something stood in for a service that the order could do without. */
  isDegraded(slot: number): boolean {
    return this.stands(slot, DEGRADED);
  }

  degrade(slot: number): void {
    this.mark(slot, DEGRADED);
  }

  /**
   * From the deferral of an order to its settlement 1, or from 2 on the outcome that it is settled with, where its
   * own end is still on the way to the customer; else 0.
   */
  deferralOf(slot: number): number {
    return this.ints[(slot << this.shift) | DEFERRED]!;
  }

  setDeferral(slot: number, deferral: number): void {
    this.ints[(slot << this.shift) | DEFERRED] = deferral;
  }

  deferredAtOf(slot: number): number {
    return this.doubles[((slot << this.shift) >> 1) | DEFERRED_AT]!;
  }

  setDeferredAt(slot: number, instant: number): void {
    this.doubles[((slot << this.shift) >> 1) | DEFERRED_AT] = instant;
  }

  /** Calls of the order, by this counter. */
  callsOf(slot: number, counter: number): number {
    return this.ints[(slot << this.shift) | counter]!;
  }

  /** One more; which it is, from 1. */
  countCall(slot: number, counter: number): number {
    const at = (slot << this.shift) | counter;
    const call = this.ints[at]! + 1;
    this.ints[at] = call;
    return call;
  }

  /** Whether the order has ended, and is not to be settled yet. */
  isOver(slot: number): boolean {
    return !this.isPending(slot) && this.deferralOf(slot) === 0;
  }

  /** Deferred orders that are not settled, counted slot by slot: for the audit. */
  countDeferred(): OrdersAndMoney {
    return this.countWhere((slot) => this.deferralOf(slot) === 1 && !this.isPending(slot));
  }

  /** What has not ended, counted slot by slot: for the audit, not for every day. */
  countPending(): OrdersAndMoney {
    return this.countWhere((slot) => this.isPending(slot));
  }

  /** Visits what has not ended, slot by slot. */
  forEachPending(visit: (number: number, arrivedAtMs: number) => void): void {
    for (let slot = 0; slot < this.capacity; slot++) {
      if (this.isPending(slot)) visit(this.numberOf(slot), this.arrivedAtOf(slot));
    }
  }

  resize(capacity: number): void {
    const { doubles, ints } = widenedRecords(this.ints, capacity, this.shift);
    this.doubles = doubles;
    this.ints = ints;
  }

  private stands(slot: number, bit: number): boolean {
    return (this.ints[(slot << this.shift) | STANDING]! & bit) !== 0;
  }

  private mark(slot: number, bit: number): void {
    const at = (slot << this.shift) | STANDING;
    this.ints[at] = this.ints[at]! | bit;
  }

  private get capacity(): number {
    return this.ints.length >> this.shift;
  }

  private countWhere(holds: (slot: number) => boolean): OrdersAndMoney {
    let orders = 0;
    let cents = 0;
    for (let slot = 0; slot < this.capacity; slot++) {
      if (!holds(slot)) continue;
      orders++;
      cents += this.amountCentsOf(slot);
    }
    return { orders, cents };
  }
}

/** The power of two that so many whole numbers find room in. */
function widthOf(words: number): number {
  return Math.ceil(Math.log2(words));
}
