import { EVENT_KIND } from '../../../kernel/agenda.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { createTimers, type Timers } from '../../../kernel/timers.ts';
import { NO_RETRY, RetryRules } from '../../../resilience/retry/retry-rules.ts';
import type { RetrySettings } from '../../../resilience/retry/settings.ts';
import { HAPPENING } from '../../books/happening.ts';
import type { Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import type { Desk } from '../desk.ts';
import { failureTable } from '../failure-table.ts';
import { PolicyStage } from './policy-stage.ts';

/** A service of the model never says when to come back. */
const NOT_TOLD = 0;

/** Calls again after a failure, up to `calls` in all; between calls the request waits and keeps its place. */
export class RetryStage extends PolicyStage implements SlotColumns {
  /** One for each instance where they have a budget to share; else one for all. */
  private readonly rules: readonly RetryRules[];
  private readonly repeated: Uint8Array;
  private readonly waits: Timers;
  private tries = new Uint8Array(0);
  private waiting = new Uint8Array(0);
  private waitedMs = new Float64Array(0);

  constructor(outer: Caller, desk: Desk, settings: RetrySettings) {
    super(outer, desk);
    const rules = new RetryRules(settings);
    this.rules = this.cells(() =>
      settings.budget === undefined ? rules : new RetryRules(settings),
    );
    this.repeated = failureTable((failure) => rules.repeats(failure));
    const { backoff } = settings;
    const constantMs = backoff.kind === 'fixed' ? backoff.delay : null;
    this.waits = createTimers(desk.run.agenda, EVENT_KIND.retry, constantMs, (slot) => {
      this.waiting[slot] = 0;
      this.inner.begin(slot);
    });
    desk.requests.pool.attach(this.waits);
    desk.requests.pool.attach(this);
  }

  begin(slot: number): void {
    this.rules[this.instanceOf(slot)]!.onFirstCall(this.run.agenda.now);
    this.tries[slot] = 1;
    this.waitedMs[slot] = 0;
    this.inner.begin(slot);
  }

  override end(slot: number, outcome: Outcome): void {
    if (outcome === OUTCOME.successful) {
      this.rules[this.instanceOf(slot)]!.onSuccess(this.run.agenda.now);
    }
    const waitMs = this.repeated[outcome] === 1 ? this.waitMs(slot) : NO_RETRY;
    if (waitMs === NO_RETRY) {
      this.outer.end(slot, outcome);
      return;
    }
    this.tries[slot] = this.tries[slot]! + 1;
    this.waitedMs[slot] = waitMs;
    this.waiting[slot] = 1;
    this.run.witness?.noteWay(HAPPENING.waitsToRetry, waitMs, this.desk, slot);
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
    const { requests, luck } = this.desk;
    const random = luck.backoff.at(requests.numberOf(slot), this.desk.keyOf(slot));
    const rules = this.rules[this.instanceOf(slot)]!;
    const { now } = this.run.agenda;
    return rules.waitMs(now, this.tries[slot]!, random, this.waitedMs[slot]!, NOT_TOLD);
  }
}
