import { EVENT_KIND } from '../../kernel/agenda.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { createTimers, type Timers } from '../../kernel/timers.ts';
import { NO_RETRY, RetryRules } from '../../resilience/retry/retry-rules.ts';
import type { RetrySettings } from '../../resilience/retry/settings.ts';
import { HAPPENING } from '../books/happening.ts';
import type { Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';
import { failureTable } from './failure-table.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/** The PaymentService of the model never says when to come back. */
const NOT_TOLD = 0;

/** Calls again after a failure, up to `calls` in all; between calls the order waits and keeps its worker. */
export class RetryStage extends PolicyStage implements SlotColumns {
  private readonly rules: RetryRules;
  private readonly repeated: Uint8Array;
  private readonly waits: Timers;
  private tries = new Uint8Array(0);
  private waiting = new Uint8Array(0);
  private waitedMs = new Float64Array(0);

  constructor(outer: Caller, run: Run, settings: RetrySettings) {
    super(outer, run);
    this.rules = new RetryRules(settings);
    this.repeated = failureTable((failure) => this.rules.repeats(failure));
    const { backoff } = settings;
    const constantMs = backoff.kind === 'fixed' ? backoff.delay : null;
    this.waits = createTimers(run.agenda, EVENT_KIND.retry, constantMs, (slot) => {
      this.waiting[slot] = 0;
      this.inner.begin(slot);
    });
    run.orders.pool.attach(this.waits);
    run.orders.pool.attach(this);
  }

  begin(slot: number): void {
    this.rules.onFirstCall();
    this.tries[slot] = 1;
    this.waitedMs[slot] = 0;
    this.inner.begin(slot);
  }

  override end(slot: number, outcome: Outcome): void {
    const waitMs = this.repeated[outcome] === 1 ? this.waitMs(slot) : NO_RETRY;
    if (waitMs === NO_RETRY) {
      this.outer.end(slot, outcome);
      return;
    }
    this.tries[slot] = this.tries[slot]! + 1;
    this.waitedMs[slot] = waitMs;
    this.waiting[slot] = 1;
    this.run.witness?.note(slot, HAPPENING.waitsToRetry, waitMs);
    this.waits.start(slot, waitMs);
  }

  override cancel(slot: number): void {
    if (this.waiting[slot] === 0) {
      this.inner.cancel(slot);
    } else {
      this.waiting[slot] = 0;
      this.waits.cancel(slot);
    }
  }

  resize(capacity: number): void {
    this.tries = widened(this.tries, capacity);
    this.waiting = widened(this.waiting, capacity);
    this.waitedMs = widened(this.waitedMs, capacity);
  }

  private waitMs(slot: number): number {
    const { orders, luck } = this.run;
    const random = luck.backoff.at(orders.number[slot]!, orders.triesOf(slot));
    return this.rules.waitMs(this.tries[slot]!, random, this.waitedMs[slot]!, NOT_TOLD);
  }
}
