import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import type { FallbackSettings } from '../../../resilience/fallback/index.ts';
import type { Callee, Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import type { Desk } from '../desk.ts';
import { tableOf } from '../failure-table.ts';
import { PolicyStage } from './policy-stage.ts';

/** Turns to another service where the first one fails. What that one pays is paid. */
export class BackupStage extends PolicyStage implements SlotColumns {
  private readonly backup: Callee;
  private readonly steppedInFor: Uint8Array;
  private atBackup = new Uint8Array(0);

  constructor(
    outer: Caller,
    desk: Desk,
    settings: FallbackSettings,
    openBackup: (outer: Caller) => Callee,
  ) {
    super(outer, desk);
    this.backup = openBackup(this);
    this.steppedInFor = tableOf(settings.on);
    desk.requests.pool.attach(this);
  }

  begin(slot: number): void {
    this.atBackup[slot] = 0;
    this.inner.begin(slot);
  }

  /** The outcome comes from whom the order is with: first from further in, then from the backup. */
  override end(slot: number, outcome: Outcome): void {
    if (this.atBackup[slot] === 1) {
      if (outcome === OUTCOME.successful) {
        this.run.orders.payViaBackup(this.desk.requests.orderOf(slot));
      }
      this.outer.end(slot, outcome);
    } else if (this.steppedInFor[outcome] === 1) {
      this.run.blocks.tookOver(this.desk.requests, slot, outcome);
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
