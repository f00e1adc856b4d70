import { EVENT_KIND } from '../../kernel/agenda.ts';
import { createTimers } from '../../kernel/create-timers.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import type { Timers } from '../../kernel/timers.ts';
import { NO_RETRY, RetryRules } from '../../resilience/retry/retry-rules.ts';
import type { RetrySettings } from '../../resilience/retry/settings.ts';
import type { Desk } from '../desk.ts';
import { HAPPENING } from '../diary.ts';
import type { Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';
import { failureTable } from './failure-table.ts';

/** The PaymentService of the model never says when to come back. */
const NOT_TOLD = 0;

/** Calls again after a failure, up to `calls` in all; between calls the order waits and keeps its worker. */
export class RetryStage extends Stage implements SlotColumns {
  private readonly desk: Desk;
  private readonly rules: RetryRules;
  private readonly repeated: Uint8Array;
  private readonly waits: Timers;
  private tries = new Uint8Array(0);
  private waiting = new Uint8Array(0);
  private waitedMs = new Float64Array(0);

  constructor(outer: Caller, desk: Desk, settings: RetrySettings) {
    super(outer);
    this.desk = desk;
    this.rules = new RetryRules(settings);
    this.repeated = failureTable((failure) => this.rules.repeats(failure));
    const { backoff } = settings;
    const constantMs = backoff.kind === 'fixed' ? backoff.delay : null;
    this.waits = createTimers(desk.agenda, EVENT_KIND.retry, constantMs, (order) => {
      this.waiting[order] = 0;
      this.inner.begin(order);
    });
    desk.orders.pool.attach(this.waits);
    desk.orders.pool.attach(this);
  }

  begin(order: number): void {
    this.rules.onFirstCall();
    this.tries[order] = 1;
    this.waitedMs[order] = 0;
    this.inner.begin(order);
  }

  end(order: number, outcome: Outcome): void {
    const waitMs = this.repeated[outcome] === 1 ? this.waitMs(order) : NO_RETRY;
    if (waitMs === NO_RETRY) {
      this.outer.end(order, outcome);
      return;
    }
    this.tries[order] = this.tries[order]! + 1;
    this.waitedMs[order] = waitMs;
    this.waiting[order] = 1;
    this.desk.diary?.note(order, HAPPENING.waitsToRetry, waitMs);
    this.waits.start(order, waitMs);
  }

  cancel(order: number): void {
    if (this.waiting[order] === 0) {
      this.inner.cancel(order);
    } else {
      this.waiting[order] = 0;
      this.waits.cancel(order);
    }
  }

  resize(capacity: number): void {
    this.tries = widened(this.tries, capacity);
    this.waiting = widened(this.waiting, capacity);
    this.waitedMs = widened(this.waitedMs, capacity);
  }

  private waitMs(order: number): number {
    const { orders, luck } = this.desk;
    const random = luck.backoff.at(orders.number[order]!, orders.triesOf(order));
    return this.rules.waitMs(this.tries[order]!, random, this.waitedMs[order]!, NOT_TOLD);
  }
}
