import { toGrid } from '../../../kernel/grid.ts';
import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import { BLOCKED, type Breaker, type Permit } from '../../../resilience/breaker/breaker.ts';
import {
  ANSWER,
  type Answer,
  breakersOf,
  type Fleet,
  type Sharing,
  type SharingListener,
} from '../../../resilience/breaker/sharing/sharing.ts';
import type { SharingOf } from '../../../resilience/breaker/sharing-settings.ts';
import type { ServiceFailure } from '../../../resilience/failure.ts';
import { Rumours } from './rumours.ts';

/** What rounding may take from a share of a whole number. */
const ROUNDING = 1e-9;

/**
 * A breaker in every instance, and talk: every so often each tells some others, drawn by luck, whose circuits
 * it knows to be open. A call is blocked where the instance's own breaker blocks it, or where enough of the
 * fleet are known to be open. Nothing to go down, nothing to wait for; but news takes some rounds, each
 * instance still makes probes of its own, and who is blocked by hearsay has learnt nothing itself: once the
 * others probe it calls as before. Hearsay opens no circuit, or news would keep itself alive for ever.
 */
export class Gossip implements Sharing, SlotColumns {
  readonly breakers: readonly Breaker[];
  readonly alarms: number;
  private readonly circuits: number;
  private readonly members: number;
  private readonly everyMs: number;
  private readonly fanout: number;
  private readonly quorum: number;
  private readonly listener: SharingListener;
  private readonly talkLuck: Fleet['talkLuck'];
  private readonly rumours: Rumours;
  /** Instances talk in turn, evenly spaced; the number of the next talk. */
  private talk = 0;
  private isTalking = false;
  /** The last talk in which each was told. */
  private readonly toldIn: Float64Array;
  private cell = new Int32Array(0);
  private permits = new Float64Array(0);

  constructor(
    { every, fanout, quorum }: SharingOf<'gossip'>,
    fleet: Fleet,
    listener: SharingListener,
  ) {
    const { members, circuits } = fleet;
    this.circuits = circuits;
    this.members = members;
    this.everyMs = every;
    this.fanout = Math.min(fanout, members - 1);
    this.quorum = Math.max(1, Math.ceil(quorum * members - ROUNDING));
    this.listener = listener;
    this.talkLuck = fleet.talkLuck;
    this.rumours = new Rumours(members, circuits);
    this.toldIn = new Float64Array(members).fill(-1);
    const heard: SharingListener = {
      ...listener,
      onTransition: (cell, transition) => {
        const { from, to, atMs } = transition;
        if (from === 'open' || to === 'open') this.news(cell, atMs);
        listener.onTransition(cell, transition);
      },
    };
    this.breakers = breakersOf(fleet, heard, members * circuits);
    this.alarms = this.breakers.length + 1;
  }

  cellOf(member: number, circuit: number): number {
    return member * this.circuits + circuit;
  }

  isOpenTo(member: number, circuit: number): boolean {
    const cell = this.cellOf(member, circuit);
    return this.breakers[cell]!.stateName === 'open' || this.rumours.open[cell]! >= this.quorum;
  }

  ask(slot: number, member: number, circuit: number, now: number): Answer {
    const cell = this.cellOf(member, circuit);
    this.cell[slot] = cell;
    if (this.rumours.open[cell]! >= this.quorum) return ANSWER.blocked;
    const permit = this.breakers[cell]!.tryAcquire(now);
    this.permits[slot] = permit;
    return permit === BLOCKED ? ANSWER.blocked : ANSWER.allowed;
  }

  hearsay(slot: number): string | undefined {
    const open = this.rumours.open[this.cell[slot]!]!;
    return open < this.quorum
      ? undefined
      : `told that ${open} of ${this.members} are open, ${this.quorum} are enough`;
  }

  succeed(slot: number, now: number, durationMs: number): void {
    this.breakerOf(slot).succeed(this.permits[slot]!, now, durationMs);
  }

  fail(slot: number, now: number, durationMs: number, kind: ServiceFailure): void {
    this.breakerOf(slot).fail(this.permits[slot]!, now, durationMs, kind);
  }

  ignore(slot: number, now: number): void {
    this.breakerOf(slot).ignore(this.permits[slot]!, now);
  }

  endPing(cell: number, permit: Permit, now: number, good: boolean): void {
    this.breakers[cell]!.endPing(permit, now, good);
  }

  wake(alarm: number, now: number): void {
    if (alarm < this.breakers.length) this.breakers[alarm]!.poll(now);
    else this.tellOthers();
  }

  /** There is nothing that could be away. */
  setAway(): void {}

  resize(capacity: number): void {
    this.cell = widened(this.cell, capacity);
    this.permits = widened(this.permits, capacity);
  }

  private breakerOf(slot: number): Breaker {
    return this.breakers[this.cell[slot]!]!;
  }

  /** A circuit opened, or is open no longer. */
  private news(cell: number, atMs: number): void {
    this.rumours.toggle(Math.floor(cell / this.circuits), cell % this.circuits);
    if (this.isTalking) return;
    // While all know everything nobody need say it: the talks of such times are passed over.
    this.talk = Math.max(this.talk, Math.floor((atMs * this.members) / this.everyMs));
    while (this.talkAtMs() <= atMs) this.talk++;
    this.showNext();
  }

  private talkAtMs(): number {
    return toGrid(((this.talk + 1) * this.everyMs) / this.members);
  }

  private tellOthers(): void {
    const { members, talk, toldIn } = this;
    const talker = talk % members;
    const luck = this.talkLuck(talk);
    for (let told = 0; told < this.fanout; ) {
      const draw = Math.floor(luck.next() * (members - 1));
      const other = draw < talker ? draw : draw + 1;
      if (toldIn[other] === talk) continue;
      toldIn[other] = talk;
      this.rumours.tell(talker, other);
      told++;
    }
    this.talk++;
    this.showNext();
  }

  private showNext(): void {
    this.isTalking = this.fanout > 0 && !this.rumours.areOld;
    const atMs = this.isTalking ? this.talkAtMs() : Number.POSITIVE_INFINITY;
    this.listener.onWake(this.breakers.length, atMs);
  }
}
