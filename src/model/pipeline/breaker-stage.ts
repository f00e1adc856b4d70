import { EVENT_KIND } from '../../kernel/agenda.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { BLOCKED, Breaker } from '../../resilience/breaker/breaker.ts';
import type { BreakerSettings } from '../../resilience/breaker/settings.ts';
import type { BreakerTransition } from '../../resilience/breaker/state.ts';
import type { BreakerWatch } from '../books/breaker-watch.ts';
import { HAPPENING } from '../books/happening.ts';
import type { NamedBreaker } from '../books/witness.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Run } from '../run.ts';
import type { PaymentService } from '../service/payment-service.ts';
import { Pinger } from '../service/pinger.ts';
import { type Caller, PolicyStage } from './policy-stage.ts';

/** Where a breaker stands: in which instance (counted from 0), before which service, and who watches it. */
export interface BreakerSite {
  readonly instance: number;
  readonly service: PaymentService;
  readonly watch: BreakerWatch;
}

/** The circuit breaker in the pipeline: the machine that services ship, here on virtual time. */
export class BreakerStage extends PolicyStage implements NamedBreaker, SlotColumns {
  readonly name: string;
  readonly instance: number;
  readonly breaker: Breaker;
  private readonly watch: BreakerWatch;
  private readonly declinedIsFailure: boolean;
  private readonly alarm: number;
  private permits = new Float64Array(0);
  private startedAt = new Float64Array(0);

  constructor(
    outer: Caller,
    run: Run,
    settings: BreakerSettings,
    { instance, watch, service }: BreakerSite,
  ) {
    super(outer, run);
    this.name = watch.name;
    this.instance = instance;
    this.watch = watch;
    this.declinedIsFailure = settings.declinedIsFailure;
    const { agenda, luck } = run;
    let opened = 0;
    let ping = BLOCKED;
    const pinger = new Pinger(run, service, instance, (good) =>
      this.breaker.endPing(ping, agenda.now, good),
    );
    this.alarm = agenda.addSource(EVENT_KIND.breaker, () => this.breaker.poll(agenda.now));
    this.breaker = new Breaker(
      settings,
      { next: () => luck.breaker.at(instance, opened++).next() },
      {
        onTransition: (transition) => this.changed(transition),
        onWake: (atMs) => agenda.show(this.alarm, atMs, agenda.nextRank()),
        onPing: (permit) => {
          ping = permit;
          pinger.send();
        },
      },
    );
    watch.add(this.breaker);
    run.orders.pool.attach(this);
  }

  begin(slot: number): void {
    const { agenda, ledger, witness } = this.run;
    const permit = this.breaker.tryAcquire(agenda.now);
    if (permit === BLOCKED) {
      ledger.blockCall(slot);
      this.watch.blocks();
      witness?.noteBlocked(slot, this);
      this.outer.end(slot, OUTCOME.blocked);
      return;
    }
    witness?.noteState(slot, HAPPENING.allowed, this);
    this.permits[slot] = permit;
    this.startedAt[slot] = agenda.now;
    this.inner.begin(slot);
  }

  override end(slot: number, outcome: Outcome): void {
    this.settle(slot, outcome);
    this.outer.end(slot, outcome);
  }

  /** The caller went away: that tells nothing of the service. */
  override cancel(slot: number): void {
    this.breaker.ignore(this.permits[slot]!, this.run.agenda.now);
    this.inner.cancel(slot);
  }

  resize(capacity: number): void {
    this.permits = widened(this.permits, capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  private changed(transition: BreakerTransition): void {
    this.run.witness?.changed(this, transition);
    this.watch.changed(this.instance, transition);
  }

  private settle(slot: number, outcome: Outcome): void {
    const permit = this.permits[slot]!;
    const now = this.run.agenda.now;
    const durationMs = now - this.startedAt[slot]!;
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
        this.breaker.fail(permit, now, durationMs, 'error');
        break;
      case OUTCOME.refused:
        this.breaker.fail(permit, now, durationMs, 'refused');
        break;
      case OUTCOME.timedOut:
        this.breaker.fail(permit, now, durationMs, 'timeout');
        break;
      default:
        this.breaker.ignore(permit, now);
    }
  }
}
