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
  private readonly hasFee: boolean;
  private readonly keys: IdempotencyKeys | undefined;

  constructor(run: Run, service: Charging, idempotencyKeys: boolean) {
    this.run = run;
    this.service = service;
    this.hasFee = service.node.fee.share > 0 || service.node.fee.cents > 0;
    this.keys = idempotencyKeys ? new IdempotencyKeys(run.orders) : undefined;
  }

  /** The request in this slot has succeeded. */
  charge(slot: number): void {
    const order = this.service.requests.orderOf(slot);
    if (this.keys !== undefined && !this.keys.take(order)) return;
    const { ledger, orders, witness } = this.run;
    ledger.charge(order);
    this.charges++;
    if (this.hasFee) this.feeCents += this.feeOf(orders.amountCentsOf(order));
    witness?.note(HAPPENING.charged, orders.chargesOf(order), this.service, slot);
  }

  private feeOf(amountCents: number): number {
    const { share, cents } = this.service.node.fee;
    return Math.round(amountCents * share) + cents;
  }
}
