import { EVENT_KIND } from '../../../kernel/agenda.ts';
import { Alarms } from '../../../kernel/alarms.ts';
import { GRID_STEP_MS, toGrid } from '../../../kernel/grid.ts';
import { NO_SLOT, SlotLists } from '../../../kernel/slot-lists.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { Deferral, type DeferSettings } from '../../../resilience/fallback/defer.ts';
import { HAPPENING } from '../../books/happening.ts';
import type { Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import type { Desk } from '../desk.ts';
import { BLAMES_SERVICE, failureOf, tableOf } from '../failure-table.ts';
import { PolicyStage } from './policy-stage.ts';

/**
 * Accepts what fails and tries it again later, at its own pace, through the policies further in. The request
 * ends as deferred and leaves its place; it keeps its slot until it is settled.
 */
export class DeferStage extends PolicyStage implements SlotColumns {
  private readonly deferrals: readonly Deferral[];
  private readonly steppedInFor: Uint8Array;
  private readonly lines: SlotLists;
  private readonly drains: Alarms;
  /** However fast it drains: at most one try a step of time, or time would stand still. */
  private readonly nextTryMs: Float64Array;
  /** 1 from the deferral on: what ends then ends for the queue, nobody waits further out. */
  private isDeferred = new Uint8Array(0);
  private waitsSince = new Float64Array(0);
  private tried = new Int32Array(0);

  constructor(outer: Caller, desk: Desk, settings: DeferSettings) {
    super(outer, desk);
    this.deferrals = this.cells(() => new Deferral(settings));
    this.steppedInFor = tableOf(settings.on);
    this.lines = new SlotLists(desk.instances);
    this.nextTryMs = new Float64Array(desk.instances);
    this.drains = new Alarms(desk.run.agenda, EVENT_KIND.retry, desk.instances, (cell) =>
      this.tryFirst(cell),
    );
    desk.requests.pool.attach(this.lines);
    desk.requests.pool.attach(this);
  }

  begin(slot: number): void {
    this.isDeferred[slot] = 0;
    this.inner.begin(slot);
  }

  override end(slot: number, outcome: Outcome): void {
    if (this.isDeferred[slot] === 1) {
      this.endTry(slot, outcome);
    } else if (this.steppedInFor[outcome] === 1 && this.deferralOf(slot).tryDefer()) {
      const { requests, settles } = this.desk;
      this.run.blocks.tookOver(requests, slot, outcome);
      this.isDeferred[slot] = 1;
      this.tried[slot] = 0;
      requests.hold(slot);
      this.wait(slot);
      if (settles) this.run.ledger.defer(requests.orderOf(slot), this.run.agenda.now);
      this.outer.end(slot, OUTCOME.deferred);
    } else {
      this.outer.end(slot, outcome);
    }
  }

  resize(capacity: number): void {
    this.isDeferred = widened(this.isDeferred, capacity);
    this.waitsSince = widened(this.waitsSince, capacity);
    this.tried = widened(this.tried, capacity);
  }

  private deferralOf(slot: number): Deferral {
    return this.deferrals[this.instanceOf(slot)]!;
  }

  private wait(slot: number): void {
    const cell = this.instanceOf(slot);
    this.waitsSince[slot] = this.run.agenda.now;
    this.lines.append(cell, slot);
    if (this.lines.first[cell] === slot) this.showFirst(cell);
  }

  private tryFirst(cell: number): void {
    const slot = this.lines.first[cell]!;
    const { now } = this.run.agenda;
    this.lines.remove(cell, slot);
    this.deferrals[cell]!.onTry(now);
    this.nextTryMs[cell] = now + GRID_STEP_MS;
    this.showFirst(cell);
    this.inner.begin(slot);
  }

  private endTry(slot: number, outcome: Outcome): void {
    const deferral = this.deferralOf(slot);
    if (BLAMES_SERVICE[outcome] === 1) this.tried[slot] = this.tried[slot]! + 1;
    if (deferral.returns(failureOf(outcome), this.tried[slot]!)) {
      this.wait(slot);
      return;
    }
    deferral.settle();
    // One that is deferred anew, by a queue further in, is settled there.
    if (outcome !== OUTCOME.deferred && this.desk.settles) this.settle(slot, outcome);
    this.desk.requests.release(slot);
  }

  private settle(slot: number, outcome: Outcome): void {
    const { agenda, ledger, witness } = this.run;
    const order = this.desk.requests.orderOf(slot);
    witness?.note(HAPPENING.settled, outcome, this.desk.from, slot);
    ledger.settle(order, outcome, agenda.now);
  }

  private showFirst(cell: number): void {
    const first = this.lines.first[cell]!;
    const dueMs =
      first === NO_SLOT
        ? Number.POSITIVE_INFINITY
        : toGrid(this.deferrals[cell]!.dueMs(this.waitsSince[first]!));
    this.drains.set(cell, Math.max(this.run.agenda.now, this.nextTryMs[cell]!, dueMs));
  }
}
