import { EVENT_KIND } from '../../kernel/agenda.ts';
import { GRID_STEP_MS, toGrid } from '../../kernel/grid.ts';
import { NO_SLOT, SlotList } from '../../kernel/slot-list.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { Deferral, type DeferSettings } from '../../resilience/fallback/defer.ts';
import { HAPPENING } from '../books/happening.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';
import { BLAMES_SERVICE, failureOf, tableOf } from './failure-table.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/**
 * Accepts what fails and tries it again later, at its own pace, through the policies further in. The
 * order ends as deferred and leaves its worker; it keeps its slot until it is settled.
 */
export class DeferStage extends PolicyStage implements SlotColumns {
  private readonly deferral: Deferral;
  private readonly steppedInFor: Uint8Array;
  private readonly line = new SlotList();
  private readonly drain: number;
  /** However fast it drains: at most one try a step of time, or time would stand still. */
  private nextTryMs = 0;
  /** 1 from the deferral on: what ends then ends for the queue, nobody waits further out. */
  private isDeferred = new Uint8Array(0);
  private deferredAt = new Float64Array(0);
  private waitsSince = new Float64Array(0);
  private tried = new Int32Array(0);

  constructor(outer: Caller, run: Run, settings: DeferSettings) {
    super(outer, run);
    this.deferral = new Deferral(settings);
    this.steppedInFor = tableOf(settings.on);
    this.drain = run.agenda.addSource(EVENT_KIND.retry, () => this.tryFirst());
    run.orders.pool.attach(this.line);
    run.orders.pool.attach(this);
  }

  begin(slot: number): void {
    this.isDeferred[slot] = 0;
    this.inner.begin(slot);
  }

  override end(slot: number, outcome: Outcome): void {
    if (this.isDeferred[slot] === 1) {
      this.endTry(slot, outcome);
    } else if (this.steppedInFor[outcome] === 1 && this.deferral.tryDefer()) {
      if (outcome === OUTCOME.blocked) this.run.blocked(slot);
      this.isDeferred[slot] = 1;
      this.deferredAt[slot] = this.run.agenda.now;
      this.tried[slot] = 0;
      this.wait(slot);
      this.run.ledger.defer(slot);
      this.outer.end(slot, OUTCOME.deferred);
    } else {
      this.outer.end(slot, outcome);
    }
  }

  resize(capacity: number): void {
    this.isDeferred = widened(this.isDeferred, capacity);
    this.deferredAt = widened(this.deferredAt, capacity);
    this.waitsSince = widened(this.waitsSince, capacity);
    this.tried = widened(this.tried, capacity);
  }

  private wait(slot: number): void {
    this.waitsSince[slot] = this.run.agenda.now;
    this.line.append(slot);
    if (this.line.first === slot) this.showFirst();
  }

  private tryFirst(): void {
    const slot = this.line.takeFirst();
    this.deferral.onTry(this.run.agenda.now);
    this.nextTryMs = this.run.agenda.now + GRID_STEP_MS;
    this.showFirst();
    this.inner.begin(slot);
  }

  private endTry(slot: number, outcome: Outcome): void {
    if (BLAMES_SERVICE[outcome] === 1) this.tried[slot] = this.tried[slot]! + 1;
    if (this.deferral.returns(failureOf(outcome), this.tried[slot]!)) {
      this.wait(slot);
    } else {
      const { agenda, ledger, witness } = this.run;
      this.deferral.settle();
      witness?.note(slot, HAPPENING.settled, outcome);
      ledger.settle(slot, outcome, agenda.now - this.deferredAt[slot]!);
    }
  }

  private showFirst(): void {
    const { first } = this.line;
    const { agenda } = this.run;
    const dueMs =
      first === NO_SLOT
        ? Number.POSITIVE_INFINITY
        : toGrid(this.deferral.dueMs(this.waitsSince[first]!));
    const instant = Math.max(agenda.now, this.nextTryMs, dueMs);
    agenda.show(this.drain, instant, agenda.nextRank());
  }
}
