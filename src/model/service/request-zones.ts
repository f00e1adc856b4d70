import type { Orders } from '../orders.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';
import type { Conditions } from './conditions.ts';
import { type Owner, Zones } from './zones.ts';

/** The numbers of a simulated service, for the requests that it has in hand. */
export class RequestZones extends Zones {
  private readonly requests: Requests;
  private readonly orders: Orders;

  constructor({ agenda, orders, classes }: Run, requests: Requests, owner: Owner) {
    super(agenda, classes?.names, owner);
    this.requests = requests;
    this.orders = orders;
  }

  /** The conditions that hold for the request in `slot`. */
  ofRequest(slot: number): Conditions {
    return this.ofRequestAt(slot, this.requests.instanceOf(slot));
  }

  /** The same, where its instance is known. */
  ofRequestAt(slot: number, instance: number): Conditions {
    if (this.classes === 1) return this.ofInstance[instance]!;
    return this.of(instance, this.orders.classOf(this.requests.orderOf(slot)));
  }
}
