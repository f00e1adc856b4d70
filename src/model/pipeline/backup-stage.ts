import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import type { FallbackSettings } from '../../resilience/fallback/index.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';
import type { PaymentClient } from '../service/payment-client.ts';
import { tableOf } from './failure-table.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/** Turns to the backup service where the first one fails. What it pays is paid. */
export class BackupStage extends PolicyStage implements SlotColumns {
  private readonly backup: PaymentClient;
  private readonly steppedInFor: Uint8Array;
  private atBackup = new Uint8Array(0);

  constructor(outer: Caller, run: Run, settings: FallbackSettings, backup: PaymentClient) {
    super(outer, run);
    this.backup = backup;
    this.steppedInFor = tableOf(settings.on);
    run.orders.pool.attach(this);
  }

  begin(slot: number): void {
    this.atBackup[slot] = 0;
    this.inner.begin(slot);
  }

  /** The outcome comes from whom the order is with: first from further in, then from the backup. */
  override end(slot: number, outcome: Outcome): void {
    if (this.atBackup[slot] === 1) {
      if (outcome === OUTCOME.successful) this.run.orders.viaBackup[slot] = 1;
      this.outer.end(slot, outcome);
    } else if (this.steppedInFor[outcome] === 1) {
      if (outcome === OUTCOME.blocked) this.run.blocked(slot);
      this.atBackup[slot] = 1;
      this.backup.begin(slot);
    } else {
      this.outer.end(slot, outcome);
    }
  }

  override cancel(slot: number): void {
    if (this.atBackup[slot] === 1) this.backup.cancel(slot);
    else this.inner.cancel(slot);
  }

  resize(capacity: number): void {
    this.atBackup = widened(this.atBackup, capacity);
  }
}
