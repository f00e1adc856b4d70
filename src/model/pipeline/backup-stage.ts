import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import type { FallbackSettings } from '../../resilience/fallback/index.ts';
import type { Desk } from '../desk.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { PaymentClient } from '../payment-client.ts';
import { type Caller, Stage } from '../stage.ts';
import { failureTable } from './failure-table.ts';

/** Turns to the backup service where the first one fails. What it pays is paid. */
export class BackupStage extends Stage implements SlotColumns {
  private readonly desk: Desk;
  private readonly backup: PaymentClient;
  private readonly steppedInFor: Uint8Array;
  private atBackup = new Uint8Array(0);

  constructor(outer: Caller, desk: Desk, settings: FallbackSettings, backup: PaymentClient) {
    super(outer);
    this.desk = desk;
    this.backup = backup;
    this.steppedInFor = failureTable((failure) => settings.on.includes(failure));
    desk.orders.pool.attach(this);
  }

  begin(order: number): void {
    this.atBackup[order] = 0;
    this.inner.begin(order);
  }

  /** The outcome comes from whom the order is with: first from further in, then from the backup. */
  end(order: number, outcome: Outcome): void {
    if (this.atBackup[order] === 1) {
      if (outcome === OUTCOME.successful) this.desk.orders.viaBackup[order] = 1;
      this.outer.end(order, outcome);
    } else if (this.steppedInFor[outcome] === 1) {
      this.atBackup[order] = 1;
      this.backup.begin(order);
    } else {
      this.outer.end(order, outcome);
    }
  }

  cancel(order: number): void {
    if (this.atBackup[order] === 1) this.backup.cancel(order);
    else this.inner.cancel(order);
  }

  resize(capacity: number): void {
    this.atBackup = widened(this.atBackup, capacity);
  }
}
