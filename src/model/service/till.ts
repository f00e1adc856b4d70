import { HAPPENING } from '../books/happening.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';
import type { ServiceNode } from '../topology/graph.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';

/** The service that charges. */
interface Charging {
  readonly name: string;
  readonly node: Pick<ServiceNode, 'fee'>;
  readonly requests: Requests;
}

/** Charges cards, for a service whose success is a charge. */
export class Till {
  private readonly run: Run;
  private readonly service: Charging;
  charges = 0;
  /** What its charges have cost so far, each rounded to the cent. */
  feeCents = 0;
  private readonly keys: IdempotencyKeys | undefined;

  constructor(run: Run, service: Charging, idempotencyKeys: boolean) {
    this.run = run;
    this.service = service;
    this.keys = idempotencyKeys ? new IdempotencyKeys(run.orders) : undefined;
  }

  /** The request in this slot has succeeded. */
  charge(slot: number): void {
    const order = this.service.requests.order[slot]!;
    if (this.keys !== undefined && !this.keys.take(order)) return;
    const { ledger, orders, witness } = this.run;
    ledger.charge(order);
    this.charges++;
    const { share, cents } = this.service.node.fee;
    this.feeCents += Math.round(orders.amountCents[order]! * share) + cents;
    witness?.note(HAPPENING.charged, orders.charges[order]!, this.service, slot);
  }
}
