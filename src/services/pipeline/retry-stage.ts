import { EVENT_KIND } from '../../kernel/agenda.ts';
import { createTimers } from '../../kernel/create-timers.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import type { Timers } from '../../kernel/timers.ts';
import { type Backoff, createBackoff } from '../../resilience/retry/backoff.ts';
import type { RetrySettings } from '../../resilience/retry/settings.ts';
import type { Desk } from '../desk.ts';
import { HAPPENING } from '../diary.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { type Caller, Stage } from '../stage.ts';

/** Calls again after a failure, up to `calls` in all; between calls the order waits and keeps its worker. */
export class RetryStage extends Stage implements SlotColumns {
  private readonly desk: Desk;
  private readonly settings: RetrySettings;
  private readonly backoff: Backoff;
  private readonly waits: Timers;
  private tries = new Uint8Array(0);
  private waiting = new Uint8Array(0);

  constructor(outer: Caller, desk: Desk, settings: RetrySettings) {
    super(outer);
    this.desk = desk;
    this.settings = settings;
    this.backoff = createBackoff(settings.backoff);
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
    this.tries[order] = 1;
    this.inner.begin(order);
  }

  end(order: number, outcome: Outcome): void {
    const tries = this.tries[order]!;
    if (tries === this.settings.calls || !this.isWorthRepeating(outcome)) {
      this.outer.end(order, outcome);
      return;
    }
    const { orders, luck, diary } = this.desk;
    luck.backoff.at(orders.number[order]!, orders.calls[order]!);
    this.tries[order] = tries + 1;
    this.waiting[order] = 1;
    const waitMs = this.backoff(tries, luck.backoff);
    diary?.note(order, HAPPENING.waitsToRetry, waitMs);
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
  }

  private isWorthRepeating(outcome: Outcome): boolean {
    if (outcome === OUTCOME.blocked) return this.settings.blockedToo;
    return outcome === OUTCOME.failed || outcome === OUTCOME.timedOut;
  }
}
