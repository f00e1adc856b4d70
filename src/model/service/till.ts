import { HAPPENING } from '../books/happening.ts';
import type { Run } from '../run.ts';
import type { ServiceNode } from '../topology/graph.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';

/** What a charge costs: a share of the amount, and so many cents. */
type Fee = ServiceNode['fee'];

/** Charges cards, for a service whose success is a charge. */
export class Till {
  private readonly run: Run;
  private readonly service: string;
  charges = 0;
  /** What its charges have cost so far, each rounded to the cent. */
  feeCents = 0;
  private readonly fee: Fee;
  private readonly hasFee: boolean;
  private readonly keys: IdempotencyKeys | undefined;

  constructor(run: Run, service: string, fee: Fee, idempotencyKeys: boolean) {
    this.run = run;
    this.service = service;
    this.fee = fee;
    this.hasFee = fee.share > 0 || fee.cents > 0;
    this.keys = idempotencyKeys ? new IdempotencyKeys(run.orders) : undefined;
  }

  /** A request of this order has succeeded. */
  charge(order: number): void {
    if (this.keys !== undefined && !this.keys.take(order)) return;
    const { ledger, orders, witness } = this.run;
    ledger.charge(order);
    this.charges++;
    if (this.hasFee) this.feeCents += this.feeOf(orders.amountCentsOf(order));
    witness?.note(order, HAPPENING.charged, orders.chargesOf(order), this.service);
  }

  private feeOf(amountCents: number): number {
    return Math.round(amountCents * this.fee.share) + this.fee.cents;
  }
}
