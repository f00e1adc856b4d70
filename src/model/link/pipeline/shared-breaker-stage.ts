import { EVENT_KIND } from '../../../kernel/agenda.ts';
import { Alarms } from '../../../kernel/alarms.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import {
  ANSWER,
  type Fleet,
  type Sharing,
  type SharingListener,
} from '../../../resilience/breaker/sharing/sharing.ts';
import type { SharingSettings } from '../../../resilience/breaker/sharing-settings.ts';
import type { BreakerTransition } from '../../../resilience/breaker/state.ts';
import type { PipelineBreakerSettings } from '../../../resilience/pipeline.ts';
import type { BreakerWatch } from '../../books/breaker-watch.ts';
import type { NamedBreaker } from '../../books/witness.ts';
import type { Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import { Pinger } from '../../service/pinger.ts';
import { CircuitGrid } from '../circuit-grid.ts';
import { Columns } from '../columns.ts';
import type { Desk } from '../desk.ts';
import { createSharing } from '../sharing/index.ts';
import { Regional } from '../sharing/regional.ts';
import type { BreakerSite } from './breaker-stage.ts';
import { judgeBy } from './judge-by.ts';
import { PolicyStage } from './policy-stage.ts';

/** A circuit breaker that the instances of a service share, in one of the ways in which they may. */
export class SharedBreakerStage extends PolicyStage implements SlotColumns {
  private readonly watch: BreakerWatch;
  private readonly grid: CircuitGrid;
  private readonly columns: Columns;
  private readonly sharing: Sharing;
  private readonly circuits: readonly NamedBreaker[];
  private readonly declinedIsFailure: boolean;
  private readonly alarms: Alarms;
  private readonly pinger: Pinger;
  private cell = new Int32Array(0);
  /** 1 once the call is made: before it may have to wait for leave. */
  private isMade = new Uint8Array(0);
  private startedAt = new Float64Array(0);

  constructor(
    outer: Caller,
    desk: Desk,
    settings: PipelineBreakerSettings,
    sharing: SharingSettings,
    { watch, pipeline }: BreakerSite,
  ) {
    super(outer, desk);
    const { agenda } = desk.run;
    this.watch = watch;
    this.declinedIsFailure = settings.declinedIsFailure;
    // Who talks has a breaker of its own; else there is one for all.
    const scope = sharing.kind === 'gossip' ? 'instance' : settings.scope;
    this.grid = new CircuitGrid({ scope, before: settings.before }, desk.sides);
    this.columns = new Columns(desk, this.grid, (slot, column) =>
      this.sharing.isOpenTo(this.instanceOf(slot), column, agenda.now),
    );
    const create = (fleet: Fleet, listener: SharingListener): Sharing =>
      createSharing(sharing, fleet, listener);
    const fleet = this.fleetOf(settings);
    this.sharing =
      settings.scope === 'region'
        ? new Regional(desk.from.node.regions.length, fleet, this.listener(), create)
        : create(fleet, this.listener());
    this.pinger = new Pinger(desk, this.sharing.alarms, (cell, permit, good) =>
      this.sharing.endPing(cell, permit, agenda.now, good),
    );
    this.alarms = new Alarms(agenda, EVENT_KIND.breaker, this.sharing.alarms, (alarm) =>
      this.sharing.wake(alarm, agenda.now),
    );
    const { breakers } = this.sharing;
    this.circuits = breakers.map((breaker, cell) => ({
      watch,
      pipeline,
      cell,
      breaker,
    }));
    watch.guard(this.grid, breakers);
    for (const breaker of breakers) breaker.begin(agenda.now);
    desk.outages?.strike(this.sharing);
    desk.requests.pool.attach(this.sharing);
    desk.requests.pool.attach(this);
  }

  /** The circuit that the present call of the request in a slot went through. */
  circuitOf(slot: number): NamedBreaker {
    return this.circuits[this.cell[slot]!]!;
  }

  begin(slot: number): void {
    const { sharing } = this;
    const { now } = this.run.agenda;
    const member = this.instanceOf(slot);
    const circuit = this.columns.of(slot);
    this.cell[slot] = sharing.cellOf(member, circuit);
    this.isMade[slot] = 0;
    const answer = sharing.ask(slot, member, circuit, now);
    if (answer !== ANSWER.waits) this.decide(slot, answer === ANSWER.allowed);
  }

  override end(slot: number, outcome: Outcome): void {
    this.settle(slot, outcome);
    this.outer.end(slot, outcome);
  }

  /** The caller went away: that tells nothing of the service. */
  override cancel(slot: number): void {
    this.sharing.ignore(slot, this.run.agenda.now);
    if (this.isMade[slot] === 1) this.inner.cancel(slot);
  }

  resize(capacity: number): void {
    this.cell = widened(this.cell, capacity);
    this.isMade = widened(this.isMade, capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  private decide(slot: number, isAllowed: boolean): void {
    const { run, desk } = this;
    const circuit = this.circuitOf(slot);
    if (isAllowed) {
      run.witness?.noteAllowed(desk, slot, circuit);
      this.isMade[slot] = 1;
      this.startedAt[slot] = run.agenda.now;
      this.inner.begin(slot);
      return;
    }
    const call = desk.block(slot);
    this.watch.blocks();
    run.blocks.blocked(this.watch, circuit.cell);
    if (run.witness !== undefined) {
      const hearsay = this.sharing.hearsay(slot, run.agenda.now);
      run.witness.noteBlocked(slot, call, circuit, desk, hearsay);
    }
    this.outer.end(slot, OUTCOME.blocked);
  }

  private settle(slot: number, outcome: Outcome): void {
    const { now } = this.run.agenda;
    const durationMs = now - this.startedAt[slot]!;
    judgeBy(outcome, this.sharing, slot, now, durationMs, this.declinedIsFailure);
  }

  private fleetOf(breaker: PipelineBreakerSettings): Fleet {
    const { luck, instances } = this.desk;
    return {
      members: instances,
      circuits: this.grid.columns,
      breaker,
      luckOf: (cell) => {
        let opened = 0;
        return { next: () => luck.breaker.at(cell, opened++).next() };
      },
      talkLuck: (talk) => luck.gossip.at(talk),
    };
  }

  private listener(): SharingListener {
    return {
      onDecision: (slot, isAllowed) => this.decide(slot, isAllowed),
      onTransition: (cell, transition) => this.changed(cell, transition),
      onWake: (alarm, atMs) => this.alarms.set(alarm, atMs),
      onPing: (cell, permit) => this.pinger.send(cell, permit),
    };
  }

  private changed(cell: number, transition: BreakerTransition): void {
    this.run.witness?.changed(this.circuits[cell]!, transition);
    this.watch.changed(cell, transition);
  }
}
