import * as v from 'valibot';
import { count, duration } from '../../../kernel/quantities.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { BLOCKED, type Breaker, type Permit } from '../../../resilience/breaker/breaker.ts';
import type { ServiceFailure } from '../../../resilience/failure.ts';
import { sharingKind } from './kind.ts';
import { Remote } from './remote.ts';
import { ANSWER, type Answer, type Fleet, type Sharing, type SharingListener } from './sharing.ts';

interface ConsensusSettings {
  readonly latency: number;
  readonly nodes: number;
}

/**
 * One truth that a majority of nodes agrees upon: every call asks them first and waits for the answer.
 * Without a majority every call is blocked. Never wrong, always late.
 */
class Consensus implements Sharing, SlotColumns {
  readonly alarms: number;
  private readonly nodes: number;
  private readonly remote: Remote;
  private readonly listener: SharingListener;
  private circuit = new Int32Array(0);
  /** The permit of a call that was made; BLOCKED while it waits. */
  private permits = new Float64Array(0);

  constructor({ latency, nodes }: ConsensusSettings, fleet: Fleet, listener: SharingListener) {
    this.nodes = nodes;
    this.listener = listener;
    this.alarms = fleet.circuits + 1;
    this.remote = new Remote(fleet, latency, fleet.circuits, {
      ...listener,
      onLeave: (slot, permit) => this.decide(slot, permit),
      onSight: () => {},
    });
  }

  get breakers(): readonly Breaker[] {
    return this.remote.truths;
  }

  cellOf(_: number, circuit: number): number {
    return circuit;
  }

  ask(slot: number, _: number, circuit: number, now: number): Answer {
    this.circuit[slot] = circuit;
    this.permits[slot] = BLOCKED;
    this.remote.ask(slot, circuit, now);
    return ANSWER.waits;
  }

  succeed(slot: number, now: number, durationMs: number): void {
    this.tell(slot, now, durationMs, undefined);
  }

  fail(slot: number, now: number, durationMs: number, kind: ServiceFailure): void {
    this.tell(slot, now, durationMs, kind);
  }

  ignore(slot: number, now: number): void {
    const permit = this.permits[slot]!;
    if (permit === BLOCKED) this.remote.withdraw(slot);
    else this.remote.giveBack(this.circuit[slot]!, permit, now);
  }

  endPing(cell: number, permit: Permit, now: number, good: boolean): void {
    this.remote.truths[cell]!.endPing(permit, now, good);
  }

  wake(alarm: number, now: number): void {
    if (alarm === this.alarms - 1) this.remote.deliver(now);
    else this.remote.truths[alarm]!.poll(now);
  }

  setAway(away: boolean | number): void {
    const standing = typeof away === 'number' ? this.nodes - away : away ? 0 : this.nodes;
    this.remote.isAway = standing <= this.nodes / 2;
  }

  resize(capacity: number): void {
    this.remote.resize(capacity);
    this.circuit = widened(this.circuit, capacity);
    this.permits = widened(this.permits, capacity);
  }

  private decide(slot: number, permit: Permit): void {
    this.permits[slot] = permit;
    this.listener.onDecision(slot, permit !== BLOCKED);
  }

  private tell(
    slot: number,
    now: number,
    durationMs: number,
    failure: ServiceFailure | undefined,
  ): void {
    this.remote.tell(this.circuit[slot]!, this.permits[slot]!, 0, now, durationMs, failure);
  }
}

export const consensus = sharingKind({
  kind: 'consensus',
  summary: 'every call asks a majority of nodes first, and is blocked where there is none',
  entries: {
    latency: v.optional(
      v.pipe(duration, v.description('How long a question and its answer take together')),
      '30ms',
    ),
    nodes: v.optional(
      v.pipe(count(1), v.description('How many there are; more than half of them must agree')),
      5,
    ),
  },
  create: (settings) => (fleet, listener) => new Consensus(settings, fleet, listener),
});
