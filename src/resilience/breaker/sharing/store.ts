import { durationText } from '../../../kernel/quantity-text.ts';
import { NO_SLOT, SlotLists } from '../../../kernel/slot-lists.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import type { ServiceFailure } from '../../failure.ts';
import { BLOCKED, type Breaker, type Permit } from '../breaker.ts';
import type { SharingOf } from '../sharing-settings.ts';
import { Memory } from './memory.ts';
import { type RemoteCircuits, type RemoteListener, SEEN } from './remote-circuits.ts';
import {
  ANSWER,
  type Answer,
  breakersOf,
  type Fleet,
  type Sharing,
  type SharingListener,
} from './sharing.ts';

/** What the call in a slot does. */
const DOES = { nothing: 0, waitForSight: 1, waitForLeave: 2, goOn: 3 } as const;
/** The epoch of a call that nobody let through but its own instance. */
const NO_EPOCH = -1;

/** What an instance goes by. */
type StoreRules = Pick<SharingOf<'store'>, 'refresh' | 'whenDown'>;

/**
 * One truth in a store such as Redis: outcomes are written to it, and every instance acts on what it saw there
 * last, if that is not older than `refresh`; else it looks first, and the call waits. While half-open, leave
 * for a call is had by a conditional write, so that all instances together make no more probes than one
 * would. An instance that cannot reach the store does as `whenDown` says. Blind to what is under way: after an
 * opening every instance goes on calling until it looks again.
 */
export class Store implements Sharing, SlotColumns {
  readonly alarms: number;
  private readonly circuits: number;
  private readonly refreshMs: number;
  private readonly whenDown: StoreRules['whenDown'];
  private readonly remote: RemoteCircuits;
  /** Every instance's own breakers, which count all along; none where nobody would ask them. */
  private readonly own: readonly Breaker[];
  private readonly listener: SharingListener;
  private readonly memory: Memory;
  /** 1 while it looks. */
  private readonly looks: Uint8Array;
  /** The calls that wait for it. */
  private readonly lines: SlotLists;
  private asked = 0;
  private does = new Uint8Array(0);
  private askedAs = new Float64Array(0);
  private view = new Int32Array(0);
  private permits = new Float64Array(0);
  private ownPermits = new Float64Array(0);
  private madeIn = new Int32Array(0);

  /** `remoteOf` makes what reaches the store; its alarm is the one so numbered, after those of all circuits. */
  constructor(
    settings: StoreRules,
    fleet: Fleet,
    listener: SharingListener,
    remoteOf: (alarm: number, listener: RemoteListener) => RemoteCircuits,
  ) {
    const { circuits, members } = fleet;
    const views = members * circuits;
    this.circuits = circuits;
    this.refreshMs = settings.refresh;
    this.whenDown = settings.whenDown;
    this.listener = listener;
    const inSilence: SharingListener = { ...listener, onTransition: () => {} };
    const own = settings.whenDown === 'local' ? views : 0;
    this.own = breakersOf(fleet, inSilence, own, circuits);
    this.alarms = circuits + this.own.length + 1;
    this.remote = remoteOf(this.alarms - 1, {
      ...listener,
      onLeave: (slot, permit, now) => this.hearLeave(slot, permit, now),
      onSight: (view, now) => this.hearSight(view, now),
      onNews: (view) => this.memory.keep(view, this.remote.sight),
    });
    this.memory = new Memory(views);
    this.looks = new Uint8Array(views);
    this.lines = new SlotLists(views);
  }

  get breakers(): readonly Breaker[] {
    return this.remote.truths;
  }

  cellOf(_: number, circuit: number): number {
    return circuit;
  }

  isOpenTo(member: number, circuit: number, now: number): boolean {
    const view = member * this.circuits + circuit;
    return this.memory.state[view] === SEEN.open && now < this.memory.untilMs[view]!;
  }

  ask(slot: number, member: number, circuit: number, now: number): Answer {
    const view = member * this.circuits + circuit;
    this.view[slot] = view;
    if (this.memory.ageMs(view, now) <= this.refreshMs) return this.decide(slot, now);
    this.does[slot] = DOES.waitForSight;
    this.askedAs[slot] = ++this.asked;
    this.lines.append(view, slot);
    if (this.looks[view] === 0) {
      this.looks[view] = 1;
      this.remote.look(view, circuit, now);
    }
    return ANSWER.waits;
  }

  hearsay(slot: number, now: number): string | undefined {
    const { memory } = this;
    const view = this.view[slot]!;
    const seen = memory.state[view]!;
    if (seen === SEEN.away) {
      const own = this.own[view]?.standing(now) ?? 'blocked without it';
      return `the store is away: ${own}`;
    }
    const leftMs = memory.untilMs[view]! - now;
    if (seen !== SEEN.open || leftMs <= 0) return undefined;
    return `seen ${durationText(memory.ageMs(view, now))} ago: open for another ${durationText(leftMs)}`;
  }

  succeed(slot: number, now: number, durationMs: number): void {
    const own = this.ownOf(slot);
    if (own !== undefined) own.succeed(this.ownPermits[slot]!, now, durationMs);
    this.tell(slot, now, durationMs, undefined);
  }

  fail(slot: number, now: number, durationMs: number, kind: ServiceFailure): void {
    const own = this.ownOf(slot);
    if (own !== undefined) own.fail(this.ownPermits[slot]!, now, durationMs, kind);
    this.tell(slot, now, durationMs, kind);
  }

  ignore(slot: number, now: number): void {
    const does = this.does[slot];
    this.does[slot] = DOES.nothing;
    if (does === DOES.waitForSight) this.lines.remove(this.view[slot]!, slot);
    else if (does === DOES.waitForLeave) this.remote.withdraw(slot);
    else {
      this.ownOf(slot)?.ignore(this.ownPermits[slot]!, now);
      const permit = this.permits[slot]!;
      if (permit !== BLOCKED) this.remote.giveBack(this.circuitOf(slot), permit, now);
    }
  }

  endPing(cell: number, permit: Permit, now: number, good: boolean): void {
    (this.remote.truths[cell] ?? this.own[cell - this.circuits]!).endPing(permit, now, good);
  }

  wake(alarm: number, now: number): void {
    if (alarm === this.alarms - 1) this.remote.deliver(now);
    else (this.remote.truths[alarm] ?? this.own[alarm - this.circuits]!).poll(now);
  }

  setAway(away: true | number): void {
    this.remote.setAway(away === true);
  }

  resize(capacity: number): void {
    this.remote.resize(capacity);
    this.lines.resize(capacity);
    this.does = widened(this.does, capacity);
    this.askedAs = widened(this.askedAs, capacity);
    this.view = widened(this.view, capacity);
    this.permits = widened(this.permits, capacity);
    this.ownPermits = widened(this.ownPermits, capacity);
    this.madeIn = widened(this.madeIn, capacity);
  }

  private circuitOf(slot: number): number {
    return this.view[slot]! % this.circuits;
  }

  /** By what its instance saw last. */
  private decide(slot: number, now: number): Answer {
    const view = this.view[slot]!;
    const seen = this.memory.state[view]!;
    if (seen === SEEN.away) return this.decideAlone(slot, now);
    if (seen === SEEN.closed) return this.allow(slot, now, BLOCKED, this.memory.epoch[view]!);
    if (seen === SEEN.open && now < this.memory.untilMs[view]!) return ANSWER.blocked;
    this.does[slot] = DOES.waitForLeave;
    this.remote.ask(slot, this.circuitOf(slot), now);
    return ANSWER.waits;
  }

  private decideAlone(slot: number, now: number): Answer {
    if (this.whenDown === 'open') return ANSWER.blocked;
    const answer = this.allow(slot, now, BLOCKED, NO_EPOCH);
    const isBlocked = this.whenDown === 'local' && this.ownPermits[slot] === BLOCKED;
    return isBlocked ? ANSWER.blocked : answer;
  }

  private allow(slot: number, now: number, permit: Permit, epoch: number): Answer {
    this.does[slot] = DOES.goOn;
    this.permits[slot] = permit;
    this.madeIn[slot] = epoch;
    this.ownPermits[slot] = this.own[this.view[slot]!]?.tryAcquire(now) ?? BLOCKED;
    return ANSWER.allowed;
  }

  private hearSight(view: number, now: number): void {
    this.looks[view] = 0;
    this.memory.keep(view, this.remote.sight);
    const last = this.asked;
    for (;;) {
      const slot = this.lines.first[view]!;
      // Who asks while the others are told waits for the next look, if at all.
      if (slot === NO_SLOT || this.askedAs[slot]! > last) return;
      this.lines.remove(view, slot);
      const answer = this.decide(slot, now);
      if (answer !== ANSWER.waits) this.listener.onDecision(slot, answer === ANSWER.allowed);
    }
  }

  private hearLeave(slot: number, permit: Permit, now: number): void {
    const view = this.view[slot]!;
    this.memory.keep(view, this.remote.sight);
    let answer: Answer = ANSWER.blocked;
    if (this.memory.state[view] === SEEN.away) answer = this.decideAlone(slot, now);
    else if (permit !== BLOCKED) answer = this.allow(slot, now, permit, NO_EPOCH);
    this.listener.onDecision(slot, answer === ANSWER.allowed);
  }

  /** The instance's own breaker, if it let the call in the slot through. */
  private ownOf(slot: number): Breaker | undefined {
    return this.ownPermits[slot] === BLOCKED ? undefined : this.own[this.view[slot]!];
  }

  private tell(
    slot: number,
    now: number,
    durationMs: number,
    failure: ServiceFailure | undefined,
  ): void {
    const permit = this.permits[slot]!;
    const epoch = this.madeIn[slot]!;
    if (permit === BLOCKED && epoch === NO_EPOCH) return;
    this.remote.tell(this.circuitOf(slot), permit, epoch, now, durationMs, failure);
  }
}
