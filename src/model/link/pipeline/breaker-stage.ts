import { EVENT_KIND } from '../../../kernel/agenda.ts';
import { Alarms } from '../../../kernel/alarms.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { BLOCKED, type Breaker } from '../../../resilience/breaker/breaker.ts';
import type { PipelineBreakerSettings } from '../../../resilience/pipeline.ts';
import type { BreakerWatch } from '../../books/breaker-watch.ts';
import type { NamedBreaker } from '../../books/witness.ts';
import type { Caller } from '../../call.ts';
import { OUTCOME, type Outcome } from '../../outcome.ts';
import { Pinger } from '../../service/pinger.ts';
import { CircuitGrid } from '../circuit-grid.ts';
import { Columns } from '../columns.ts';
import type { Desk } from '../desk.ts';
import { judgeBy } from './judge-by.ts';
import { PolicyStage } from './policy-stage.ts';
import { ProbeLines } from './probe-lines.ts';
import { StageCircuit } from './stage-circuit.ts';

/** What is known of a breaker where it stands. */
export interface BreakerSite {
  readonly watch: BreakerWatch;
  /** The pipeline that it is part of, by name. */
  readonly pipeline: string;
}

/** The circuit breaker in the pipeline: the machine that services ship, here on virtual time. */
export class BreakerStage extends PolicyStage implements SlotColumns {
  private readonly watch: BreakerWatch;
  private readonly grid: CircuitGrid;
  private readonly columns: Columns;
  private readonly circuits: readonly StageCircuit[];
  private readonly declinedIsFailure: boolean;
  /** Where calls may have to wait for a probe. */
  private readonly lines: ProbeLines | undefined;
  /** The circuit that the call of a slot went through. */
  private cell = new Int32Array(0);
  private permits = new Float64Array(0);
  private startedAt = new Float64Array(0);

  constructor(
    outer: Caller,
    desk: Desk,
    settings: PipelineBreakerSettings,
    { watch, pipeline }: BreakerSite,
  ) {
    super(outer, desk);
    this.watch = watch;
    this.declinedIsFailure = settings.declinedIsFailure;
    const { agenda } = desk.run;
    this.grid = new CircuitGrid(settings, desk.sides);
    this.columns = new Columns(desk, this.grid, (slot, column) => {
      const cell = this.grid.rowOf(this.instanceOf(slot)) + column;
      return this.circuits[cell]!.breaker.stateName === 'open';
    });
    const { cells } = this.grid;
    const pinger = new Pinger(desk, cells, (cell, permit, good) =>
      this.circuits[cell]!.breaker.endPing(permit, agenda.now, good),
    );
    const alarms = new Alarms(agenda, EVENT_KIND.breaker, cells, (cell) => {
      this.circuits[cell]!.breaker.poll(agenda.now);
      this.lines?.moveOn(cell);
    });
    const { luck, run } = desk;
    const site = { watch, pipeline, alarms, pinger, luck: luck.breaker, witness: run.witness };
    this.circuits = Array.from({ length: cells }, (_, cell) => {
      return new StageCircuit(site, cell, settings);
    });
    watch.guard(
      this.grid,
      this.circuits.map(({ breaker }) => breaker),
    );
    for (const { breaker } of this.circuits) breaker.begin(agenda.now);
    if (this.circuits[0]!.breaker.othersWait) {
      this.lines = new ProbeLines(cells, {
        mustWait: (cell) => this.circuits[cell]!.breaker.mustWait(agenda.now),
        onTurn: (slot) => this.enter(slot, this.circuitOf(slot)),
      });
      desk.requests.pool.attach(this.lines);
    }
    desk.requests.pool.attach(this);
  }

  /** The circuit that the present call of the request in a slot went through. */
  circuitOf(slot: number): NamedBreaker {
    return this.circuits[this.cell[slot]!]!;
  }

  begin(slot: number): void {
    const cell = this.cellFor(slot);
    const circuit = this.circuits[cell]!;
    this.cell[slot] = cell;
    if (this.lines !== undefined && circuit.breaker.mustWait(this.run.agenda.now)) {
      this.lines.join(cell, slot);
    } else this.enter(slot, circuit);
  }

  private enter(slot: number, circuit: NamedBreaker): void {
    const { agenda, witness } = this.run;
    const permit = circuit.breaker.tryAcquire(agenda.now);
    if (permit === BLOCKED) {
      this.block(slot, circuit);
      return;
    }
    witness?.noteAllowed(this.desk, slot, circuit);
    this.permits[slot] = permit;
    this.startedAt[slot] = agenda.now;
    this.inner.begin(slot);
  }

  override end(slot: number, outcome: Outcome): void {
    const cell = this.cell[slot]!;
    this.settle(slot, outcome);
    this.outer.end(slot, outcome);
    this.lines?.moveOn(cell);
  }

  /** The caller went away: that tells nothing of the service. */
  override cancel(slot: number): void {
    const cell = this.cell[slot]!;
    if (this.lines?.leave(cell, slot)) return;
    this.breakerOf(slot).ignore(this.permits[slot]!, this.run.agenda.now);
    this.inner.cancel(slot);
    this.lines?.moveOn(cell);
  }

  resize(capacity: number): void {
    this.cell = widened(this.cell, capacity);
    this.permits = widened(this.permits, capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  private breakerOf(slot: number): Breaker {
    return this.circuits[this.cell[slot]!]!.breaker;
  }

  private cellFor(slot: number): number {
    const { grid } = this;
    const row = grid.rowOf(this.instanceOf(slot));
    return grid.columns === 1 ? row : row + this.columns.of(slot);
  }

  private block(slot: number, circuit: NamedBreaker): void {
    const { run, desk } = this;
    const call = desk.block(slot);
    this.watch.blocks();
    run.blocks.blocked(this.watch, circuit.cell);
    run.witness?.noteBlocked(slot, call, circuit, desk, undefined);
    this.outer.end(slot, OUTCOME.blocked);
  }

  private settle(slot: number, outcome: Outcome): void {
    const { now } = this.run.agenda;
    const durationMs = now - this.startedAt[slot]!;
    const breaker = this.breakerOf(slot);
    judgeBy(outcome, breaker, this.permits[slot]!, now, durationMs, this.declinedIsFailure);
  }
}
