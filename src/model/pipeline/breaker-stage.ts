import { EVENT_KIND } from '../../kernel/agenda.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { BLOCKED, Breaker } from '../../resilience/breaker/breaker.ts';
import type { BreakerSettings } from '../../resilience/breaker/settings.ts';
import { BREAKER_STATES, type BreakerTransition } from '../../resilience/breaker/state.ts';
import type { ServiceFailure } from '../../resilience/failure.ts';
import type { Desk } from '../desk.ts';
import { HAPPENING } from '../diary.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { PaymentService } from '../payment-service.ts';
import { Pinger } from '../pinger.ts';
import { type Caller, Stage } from '../stage.ts';

/** Told of every change of state, by the stage and its instance (counted from 0). */
export interface BreakerListener {
  changed(stage: BreakerStage, transition: BreakerTransition): void;
}

/** Where a breaker stands: in which instance (counted from 0), before which service, and who listens. */
export interface BreakerSite {
  readonly instance: number;
  readonly listener: BreakerListener;
  readonly service: PaymentService;
}

/** The circuit breaker in the pipeline: the machine that services ship, here on virtual time. */
export class BreakerStage extends Stage implements SlotColumns {
  readonly breaker: Breaker;
  readonly instance: number;
  private readonly desk: Desk;
  private readonly declinedIsFailure: boolean;
  private readonly alarm: number;
  private permits = new Float64Array(0);
  private startedAt = new Float64Array(0);

  constructor(
    outer: Caller,
    desk: Desk,
    settings: BreakerSettings,
    { instance, listener, service }: BreakerSite,
  ) {
    super(outer);
    this.desk = desk;
    this.instance = instance;
    this.declinedIsFailure = settings.declinedIsFailure;
    const { agenda, luck } = desk;
    let opened = 0;
    let ping = BLOCKED;
    const pinger = new Pinger(desk, service, instance, (good) =>
      this.breaker.endPing(ping, agenda.now, good),
    );
    this.alarm = agenda.addSource(EVENT_KIND.breaker, () => this.breaker.poll(agenda.now));
    this.breaker = new Breaker(
      settings,
      { next: () => luck.breaker.at(instance, opened++).next() },
      {
        onTransition: (transition) => listener.changed(this, transition),
        onWake: (atMs) => agenda.show(this.alarm, atMs, agenda.nextRank()),
        onPing: (permit) => {
          ping = permit;
          pinger.send();
        },
      },
    );
    desk.orders.pool.attach(this);
  }

  begin(order: number): void {
    const { agenda, ledger, journal, diary } = this.desk;
    const permit = this.breaker.tryAcquire(agenda.now);
    if (permit === BLOCKED) {
      ledger.blockCall(order);
      journal?.note(order, OUTCOME.blocked, agenda.now, this);
      diary?.note(order, HAPPENING.blocked, BREAKER_STATES.indexOf(this.breaker.stateName));
      this.outer.end(order, OUTCOME.blocked);
      return;
    }
    diary?.note(order, HAPPENING.allowed, BREAKER_STATES.indexOf(this.breaker.stateName));
    this.permits[order] = permit;
    this.startedAt[order] = agenda.now;
    this.inner.begin(order);
  }

  end(order: number, outcome: Outcome): void {
    this.settle(order, outcome);
    this.outer.end(order, outcome);
  }

  /** The caller went away: that tells nothing of the service. */
  cancel(order: number): void {
    this.breaker.ignore(this.permits[order]!, this.desk.agenda.now);
    this.inner.cancel(order);
  }

  resize(capacity: number): void {
    this.permits = widened(this.permits, capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  private settle(order: number, outcome: Outcome): void {
    const permit = this.permits[order]!;
    const now = this.desk.agenda.now;
    const durationMs = now - this.startedAt[order]!;
    switch (outcome) {
      case OUTCOME.successful:
      // What stands in for the service further in hides its failures from here.
      case OUTCOME.substituted:
      case OUTCOME.deferred:
        this.breaker.succeed(permit, now, durationMs);
        break;
      case OUTCOME.declined:
        if (this.declinedIsFailure) this.breaker.fail(permit, now, durationMs, 'declined');
        else this.breaker.succeed(permit, now, durationMs);
        break;
      case OUTCOME.failed:
        this.breaker.fail(permit, now, durationMs, this.failureKind(order));
        break;
      case OUTCOME.timedOut:
        this.breaker.fail(permit, now, durationMs, 'timeout');
        break;
      default:
        this.breaker.ignore(permit, now);
    }
  }

  private failureKind(order: number): ServiceFailure {
    return this.desk.orders.refused[order] === 1 ? 'refused' : 'error';
  }
}
