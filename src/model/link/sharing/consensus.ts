import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { BLOCKED, type Breaker, type Permit } from '../../../resilience/breaker/breaker.ts';
import {
  ANSWER,
  type Answer,
  type Fleet,
  type Sharing,
  type SharingListener,
} from '../../../resilience/breaker/sharing/sharing.ts';
import type { SharingOf } from '../../../resilience/breaker/sharing-settings.ts';
import type { ServiceFailure } from '../../../resilience/failure.ts';
import { Remote } from './remote.ts';

/**
 * One truth that a majority of nodes agrees upon: every call asks them first and waits for the answer.
 * Without a majority every call is blocked. Never wrong, always late.
 */
export class Consensus implements Sharing, SlotColumns {
  readonly alarms: number;
  private readonly nodes: number;
  private readonly remote: Remote;
  private readonly listener: SharingListener;
  private circuit = new Int32Array(0);
  /** The permit of a call that was made; BLOCKED while it waits. */
  private permits = new Float64Array(0);

  constructor({ latency, nodes }: SharingOf<'consensus'>, fleet: Fleet, listener: SharingListener) {
    this.nodes = nodes;
    this.listener = listener;
    this.alarms = fleet.circuits + 1;
    this.remote = new Remote(fleet, latency, fleet.circuits, {
      ...listener,
      onLeave: (slot, permit) => this.decide(slot, permit),
      onSight: () => {},
      onNews: () => {},
    });
  }

  get breakers(): readonly Breaker[] {
    return this.remote.truths;
  }

  cellOf(_: number, circuit: number): number {
    return circuit;
  }

  /** It knows nothing that it has not asked. */
  isOpenTo(): boolean {
    return false;
  }

  ask(slot: number, _: number, circuit: number, now: number): Answer {
    this.circuit[slot] = circuit;
    this.permits[slot] = BLOCKED;
    this.remote.ask(slot, circuit, now);
    return ANSWER.waits;
  }

  hearsay(): string | undefined {
    return this.remote.isAway ? 'no majority of the nodes answers' : undefined;
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

  setAway(away: true | number): void {
    const standing = away === true ? 0 : this.nodes - away;
    this.remote.setAway(standing <= this.nodes / 2);
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
