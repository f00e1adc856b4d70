import { EVENT_KIND } from '../../kernel/agenda.ts';
import { toGrid } from '../../kernel/grid.ts';
import { NO_SLOT, SlotList } from '../../kernel/slot-list.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { Deferral, type DeferSettings } from '../../resilience/fallback/defer.ts';
import type { Desk } from '../desk.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';
import { failureClassOf, failureTable } from './failure-table.ts';

/**
 * Accepts what fails and tries it again later, at its own pace, through the policies further in. The
 * order ends as deferred and leaves its worker; it keeps its slot until it is settled.
 */
export class DeferStage extends Stage implements SlotColumns {
  private readonly desk: Desk;
  private readonly deferral: Deferral;
  private readonly steppedInFor: Uint8Array;
  private readonly line = new SlotList();
  private readonly drain: number;
  /** 1 from the deferral on: what ends then ends for the queue, nobody waits further out. */
  private isDeferred = new Uint8Array(0);
  private deferredAt = new Float64Array(0);
  private waitsSince = new Float64Array(0);
  private tried = new Int32Array(0);

  constructor(outer: Caller, desk: Desk, settings: DeferSettings) {
    super(outer);
    this.desk = desk;
    this.deferral = new Deferral(settings);
    this.steppedInFor = failureTable((failure) => settings.on.includes(failure));
    this.drain = desk.agenda.addSource(EVENT_KIND.retry, () => this.tryFirst());
    desk.orders.pool.attach(this.line);
    desk.orders.pool.attach(this);
  }

  begin(order: number): void {
    this.isDeferred[order] = 0;
    this.inner.begin(order);
  }

  end(order: number, outcome: Outcome): void {
    if (this.isDeferred[order] === 1) {
      this.endTry(order, outcome);
    } else if (this.steppedInFor[outcome] === 1 && this.deferral.tryDefer()) {
      this.isDeferred[order] = 1;
      this.deferredAt[order] = this.desk.agenda.now;
      this.tried[order] = 0;
      this.wait(order);
      this.desk.ledger.defer(order);
      this.outer.end(order, OUTCOME.deferred);
    } else {
      this.outer.end(order, outcome);
    }
  }

  /** Never of a deferred order: it has no caller left. */
  cancel(order: number): void {
    this.inner.cancel(order);
  }

  resize(capacity: number): void {
    this.isDeferred = widened(this.isDeferred, capacity);
    this.deferredAt = widened(this.deferredAt, capacity);
    this.waitsSince = widened(this.waitsSince, capacity);
    this.tried = widened(this.tried, capacity);
  }

  private wait(order: number): void {
    this.waitsSince[order] = this.desk.agenda.now;
    this.line.append(order);
    if (this.line.first === order) this.showFirst();
  }

  private tryFirst(): void {
    const order = this.line.takeFirst();
    this.deferral.onTry(this.desk.agenda.now);
    this.showFirst();
    this.inner.begin(order);
  }

  private endTry(order: number, outcome: Outcome): void {
    const failure = failureClassOf(outcome);
    if (failure === 'error' || failure === 'timeout') this.tried[order] = this.tried[order]! + 1;
    if (this.deferral.returns(failure, this.tried[order]!)) {
      this.wait(order);
    } else {
      const { agenda, ledger } = this.desk;
      this.deferral.settle();
      ledger.settle(order, outcome, agenda.now - this.deferredAt[order]!);
    }
  }

  private showFirst(): void {
    const { first } = this.line;
    const { agenda } = this.desk;
    const dueMs =
      first === NO_SLOT
        ? Number.POSITIVE_INFINITY
        : toGrid(this.deferral.dueMs(this.waitsSince[first]!));
    agenda.show(this.drain, Math.max(agenda.now, dueMs), agenda.nextRank());
  }
}
