import { type SlotColumns, SlotPool, widened } from '../kernel/slot-pool.ts';

/** The requests in flight at one service, one slot each. */
export abstract class Requests implements SlotColumns {
  readonly pool = new SlotPool();
  /** The number of its order: with `call` the key to its luck. */
  number = new Float64Array(0);
  /** The slot of its order. */
  order = new Int32Array(0);
  /** Its slot at the service that sent it, and by which of the links that lead here it came. */
  caller = new Int32Array(0);
  over = new Int32Array(0);
  /** Which call of its order at this service it is, from 1; 0 for the order itself. */
  call = new Int32Array(0);
  /** Which instance of the service has it. */
  instance = new Int32Array(0);
  /** The number of the way from its caller; of no account where there are no regions. */
  way = new Int32Array(0);
  /** 1 as long as somebody waits for its outcome. */
  wanted = new Uint8Array(0);
  private references = new Int32Array(0);

  /** A slot for a request of the order so numbered; it is held once. */
  protected take(number: number, instance: number): number {
    const slot = this.pool.allocate();
    this.number[slot] = number;
    this.instance[slot] = instance;
    this.wanted[slot] = 1;
    this.references[slot] = 1;
    return slot;
  }

  hold(slot: number): void {
    this.references[slot] = this.references[slot]! + 1;
  }

  release(slot: number): void {
    this.references[slot] = this.references[slot]! - 1;
    if (this.references[slot] === 0) this.free(slot);
  }

  /** Requests over one link whose caller still waits, counted slot by slot: for the audit, not for every day. */
  countWanted(over: number): number {
    return this.wanted.reduce(
      (sum, wanted, slot) => (this.over[slot] === over ? sum + wanted : sum),
      0,
    );
  }

  /** Nobody holds the slot any more. */
  protected abstract free(slot: number): void;

  resize(capacity: number): void {
    this.number = widened(this.number, capacity);
    this.order = widened(this.order, capacity);
    this.caller = widened(this.caller, capacity);
    this.over = widened(this.over, capacity);
    this.call = widened(this.call, capacity);
    this.instance = widened(this.instance, capacity);
    this.way = widened(this.way, capacity);
    this.wanted = widened(this.wanted, capacity);
    this.references = widened(this.references, capacity);
  }
}

/** The requests at a service that others call. Each holds the slot of its order as long as it lasts. */
export class InnerRequests extends Requests {
  private readonly orders: Requests;

  constructor(orders: Requests) {
    super();
    this.orders = orders;
    this.pool.attach(this);
  }

  open(order: number, call: number, caller: number, over: number, instance: number): number {
    const slot = this.take(this.orders.number[order]!, instance);
    this.order[slot] = order;
    this.call[slot] = call;
    this.caller[slot] = caller;
    this.over[slot] = over;
    this.orders.hold(order);
    return slot;
  }

  protected free(slot: number): void {
    this.orders.release(this.order[slot]!);
    this.pool.release(slot);
  }
}
