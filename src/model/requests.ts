import { type SlotColumns, SlotPool } from '../kernel/slot-pool.ts';
import { NO_RECORDS, widenedRecords } from '../kernel/slot-records.ts';
import type { Outcome } from './outcome.ts';
import {
  CALL,
  CALLER,
  HOLDERS,
  INSTANCE,
  NUMBER,
  ORDER,
  OUTCOME_NOW,
  OVER,
  PLACE_NOW,
  SHIFT,
  SINCE,
  TURN,
  WANTED,
  WAY,
} from './request-record.ts';
import { PLACE, type Place } from './service/request-place.ts';

/** The requests in flight at one service, one slot each; the slot stays taken until nobody holds it. */
export class Requests implements SlotColumns {
  readonly pool = new SlotPool();
  /** Where the orders are that these are made for; undefined where they are the orders. */
  private readonly orders: Requests | undefined;
  private doubles = NO_RECORDS.doubles;
  private ints = NO_RECORDS.ints;

  constructor(orders?: Requests) {
    this.orders = orders;
    this.pool.attach(this);
  }

  /** A slot for the order so numbered; it is held once. Nobody called it, and nothing stands above it. */
  openOrder(number: number, instance: number): number {
    const slot = this.pool.allocate();
    this.fill(slot, number, instance, slot, slot, 0, 0);
    return slot;
  }

  /**
   * A slot for a request that the caller in its slot makes, over a link so numbered, as the order's so many-th
   * call. It is held once, and holds the slot of its order as long as it lasts.
   */
  openCall(order: number, call: number, caller: number, over: number, instance: number): number {
    const orders = this.orders!;
    const slot = this.pool.allocate();
    this.fill(slot, orders.numberOf(order), instance, order, caller, over, call);
    orders.hold(order);
    return slot;
  }

  /** The number of its order: with `callOf` the key to its luck. */
  numberOf(slot: number): number {
    return this.doubles[(slot << (SHIFT - 1)) | NUMBER]!;
  }

  /** The slot of its order. */
  orderOf(slot: number): number {
    return this.ints[(slot << SHIFT) | ORDER]!;
  }

  /** Its slot at the service that sent it. */
  callerOf(slot: number): number {
    return this.ints[(slot << SHIFT) | CALLER]!;
  }

  /** By which of the links that lead here it came. */
  overOf(slot: number): number {
    return this.ints[(slot << SHIFT) | OVER]!;
  }

  /** Which call of its order at this service it is, from 1; 0 for the order itself. */
  callOf(slot: number): number {
    return this.ints[(slot << SHIFT) | CALL]!;
  }

  /** Which instance of the service has it. */
  instanceOf(slot: number): number {
    return this.ints[(slot << SHIFT) | INSTANCE]!;
  }

  /** The number of the way from its caller; of no account where there are no regions. */
  wayOf(slot: number): number {
    return this.ints[(slot << SHIFT) | WAY]!;
  }

  setWay(slot: number, way: number): void {
    this.ints[(slot << SHIFT) | WAY] = way;
  }

  /** Whether somebody waits for its outcome. */
  isWanted(slot: number): boolean {
    return this.ints[(slot << SHIFT) | WANTED] === 1;
  }

  forsake(slot: number): void {
    this.ints[(slot << SHIFT) | WANTED] = 0;
  }

  placeOf(slot: number): Place {
    return this.ints[(slot << SHIFT) | PLACE_NOW] as Place;
  }

  /** Work begins that is going to end so. */
  work(slot: number, outcome: Outcome): void {
    const { ints } = this;
    const at = slot << SHIFT;
    ints[at | PLACE_NOW] = PLACE.working;
    ints[at | OUTCOME_NOW] = outcome;
  }

  /** The first of its own calls begins. */
  call(slot: number): void {
    const { ints } = this;
    const at = slot << SHIFT;
    ints[at | PLACE_NOW] = PLACE.calling;
    ints[at | TURN] = 0;
  }

  setPlace(slot: number, place: Place): void {
    this.ints[(slot << SHIFT) | PLACE_NOW] = place;
  }

  /** How it will end, once that is known. */
  outcomeOf(slot: number): Outcome {
    return this.ints[(slot << SHIFT) | OUTCOME_NOW] as Outcome;
  }

  setOutcome(slot: number, outcome: Outcome): void {
    this.ints[(slot << SHIFT) | OUTCOME_NOW] = outcome;
  }

  /** Which of the service's own calls it is at. */
  turnOf(slot: number): number {
    return this.ints[(slot << SHIFT) | TURN]!;
  }

  setTurn(slot: number, turn: number): void {
    this.ints[(slot << SHIFT) | TURN] = turn;
  }

  /** When it came to the service, in ms; of no account where nobody tells how long requests take. */
  sinceOf(slot: number): number {
    return this.doubles[(slot << (SHIFT - 1)) | SINCE]!;
  }

  setSince(slot: number, ms: number): void {
    this.doubles[(slot << (SHIFT - 1)) | SINCE] = ms;
  }

  hold(slot: number): void {
    const at = (slot << SHIFT) | HOLDERS;
    this.ints[at] = this.ints[at]! + 1;
  }

  release(slot: number): void {
    const at = (slot << SHIFT) | HOLDERS;
    const left = this.ints[at]! - 1;
    this.ints[at] = left;
    if (left > 0) return;
    this.orders?.release(this.orderOf(slot));
    this.pool.release(slot);
  }

  /** It is over: nobody waits for it any more, and it is nowhere. */
  close(slot: number): void {
    const { ints } = this;
    const at = slot << SHIFT;
    ints[at | WANTED] = 0;
    ints[at | PLACE_NOW] = PLACE.none;
    this.release(slot);
  }

  /** Requests over one link whose caller still waits, counted slot by slot: for the audit, not for every day. */
  countWanted(over: number): number {
    return this.countWhere((slot) => this.isWanted(slot) && this.overOf(slot) === over);
  }

  /** Requests that are somewhere, counted likewise. */
  countInPlace(): number {
    return this.countWhere((slot) => this.placeOf(slot) !== PLACE.none);
  }

  resize(capacity: number): void {
    const { doubles, ints } = widenedRecords(this.ints, capacity, SHIFT);
    this.doubles = doubles;
    this.ints = ints;
  }

  private fill(
    slot: number,
    number: number,
    instance: number,
    order: number,
    caller: number,
    over: number,
    call: number,
  ): void {
    const { ints } = this;
    const at = slot << SHIFT;
    this.doubles[(slot << (SHIFT - 1)) | NUMBER] = number;
    ints[at | ORDER] = order;
    ints[at | CALLER] = caller;
    ints[at | OVER] = over;
    ints[at | CALL] = call;
    ints[at | INSTANCE] = instance;
    ints[at | WANTED] = 1;
    ints[at | HOLDERS] = 1;
  }

  private countWhere(holds: (slot: number) => boolean): number {
    let count = 0;
    for (let slot = 0; slot < this.ints.length >> SHIFT; slot++) if (holds(slot)) count++;
    return count;
  }
}
