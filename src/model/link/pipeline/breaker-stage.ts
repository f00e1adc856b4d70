import { EVENT_KIND } from '../../../kernel/agenda.ts';
import { Alarms } from '../../../kernel/alarms.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { BLOCKED, Breaker } from '../../../resilience/breaker/breaker.ts';
import type { BreakerSettings } from '../../../resilience/breaker/settings.ts';
import type { BreakerTransition } from '../../../resilience/breaker/state.ts';
import type { BreakerWatch } from '../../books/breaker-watch.ts';
import { HAPPENING } from '../../books/happening.ts';
import type { CallSite, NamedBreaker } from '../../books/witness.ts';
import type { Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import { Pinger } from '../../service/pinger.ts';
import type { Desk } from '../desk.ts';
import { PolicyStage } from './policy-stage.ts';

/** What is known of a breaker where it stands. */
export interface BreakerSite {
  readonly watch: BreakerWatch;
  /** The pipeline that it is part of, by name. */
  readonly pipeline: string;
  /** The calls that it blocks. */
  readonly blockedAt: CallSite;
}

/** The circuit breaker in the pipeline: the machine that services ship, here on virtual time. */
export class BreakerStage extends PolicyStage implements SlotColumns {
  private readonly watch: BreakerWatch;
  private readonly blockedAt: CallSite;
  private readonly circuits: readonly NamedBreaker[];
  private readonly declinedIsFailure: boolean;
  private readonly alarms: Alarms;
  private readonly pings: Float64Array;
  private pinger: Pinger | undefined;
  private permits = new Float64Array(0);
  private startedAt = new Float64Array(0);

  constructor(
    outer: Caller,
    desk: Desk,
    settings: BreakerSettings,
    { watch, pipeline, blockedAt }: BreakerSite,
  ) {
    super(outer, desk);
    this.watch = watch;
    this.blockedAt = blockedAt;
    this.declinedIsFailure = settings.declinedIsFailure;
    const { agenda } = desk.run;
    this.pings = new Float64Array(desk.instances);
    this.alarms = new Alarms(agenda, EVENT_KIND.breaker, desk.instances, (cell) =>
      this.circuits[cell]!.breaker.poll(agenda.now),
    );
    this.circuits = this.cells((cell) => ({
      name: watch.name,
      pipeline,
      cell,
      breaker: this.createBreaker(settings, cell),
    }));
    for (const { breaker } of this.circuits) watch.add(breaker);
    desk.requests.pool.attach(this);
  }

  /** The circuit that guards the calls of this instance. */
  circuitOf(instance: number): NamedBreaker {
    return this.circuits[instance]!;
  }

  begin(slot: number): void {
    const { agenda, witness } = this.run;
    const circuit = this.circuits[this.instanceOf(slot)]!;
    const permit = circuit.breaker.tryAcquire(agenda.now);
    if (permit === BLOCKED) {
      this.block(slot, circuit);
      return;
    }
    witness?.noteState(this.desk.requests.order[slot]!, HAPPENING.allowed, circuit);
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
    this.breakerOf(slot).ignore(this.permits[slot]!, this.run.agenda.now);
    this.inner.cancel(slot);
  }

  resize(capacity: number): void {
    this.permits = widened(this.permits, capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  private breakerOf(slot: number): Breaker {
    return this.circuits[this.instanceOf(slot)]!.breaker;
  }

  private block(slot: number, circuit: NamedBreaker): void {
    const { run, desk } = this;
    desk.block(slot);
    this.watch.blocks();
    run.blocks.blocked(this.watch, circuit.cell);
    run.witness?.noteBlocked(desk.requests.order[slot]!, circuit, this.blockedAt);
    this.outer.end(slot, OUTCOME.blocked);
  }

  private createBreaker(settings: BreakerSettings, cell: number): Breaker {
    const { luck } = this.desk;
    let opened = 0;
    return new Breaker(
      settings,
      { next: () => luck.breaker.at(cell, opened++).next() },
      {
        onTransition: (transition) => this.changed(cell, transition),
        onWake: (atMs) => this.alarms.set(cell, atMs),
        onPing: (permit) => this.ping(cell, permit),
      },
    );
  }

  private ping(cell: number, permit: number): void {
    const { agenda } = this.run;
    const { target, instances } = this.desk;
    this.pings[cell] = permit;
    this.pinger ??= new Pinger(agenda, target.luck, target, instances, (asker, good) =>
      this.circuits[asker]!.breaker.endPing(this.pings[asker]!, agenda.now, good),
    );
    this.pinger.send(cell);
  }

  private changed(cell: number, transition: BreakerTransition): void {
    this.run.witness?.changed(this.circuits[cell]!, transition);
    this.watch.changed(cell, transition);
  }

  private settle(slot: number, outcome: Outcome): void {
    const breaker = this.breakerOf(slot);
    const permit = this.permits[slot]!;
    const now = this.run.agenda.now;
    const durationMs = now - this.startedAt[slot]!;
    switch (outcome) {
      case OUTCOME.successful:
      // What stands in for the service further in hides its failures from here.
      case OUTCOME.substituted:
      case OUTCOME.deferred:
        breaker.succeed(permit, now, durationMs);
        break;
      case OUTCOME.declined:
        if (this.declinedIsFailure) breaker.fail(permit, now, durationMs, 'declined');
        else breaker.succeed(permit, now, durationMs);
        break;
      case OUTCOME.failed:
        breaker.fail(permit, now, durationMs, 'error');
        break;
      case OUTCOME.refused:
        breaker.fail(permit, now, durationMs, 'refused');
        break;
      case OUTCOME.timedOut:
        breaker.fail(permit, now, durationMs, 'timeout');
        break;
      default:
        breaker.ignore(permit, now);
    }
  }
}
