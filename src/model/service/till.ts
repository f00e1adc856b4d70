import { HAPPENING } from '../books/happening.ts';
import type { Run } from '../run.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';

/** Charges cards, for a service whose success is a charge. */
export class Till {
  private readonly run: Run;
  private readonly service: string;
  private readonly keys: IdempotencyKeys | undefined;

  constructor(run: Run, service: string, idempotencyKeys: boolean) {
    this.run = run;
    this.service = service;
    this.keys = idempotencyKeys ? new IdempotencyKeys(run.orders) : undefined;
  }

  /** A request of this order has succeeded. */
  charge(order: number): void {
    if (this.keys !== undefined && !this.keys.take(order)) return;
    const { ledger, orders, witness } = this.run;
    ledger.charge(order);
    witness?.note(order, HAPPENING.charged, orders.charges[order]!, this.service);
  }
}
