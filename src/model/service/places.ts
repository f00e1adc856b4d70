import type { Agenda } from '../../kernel/agenda.ts';
import { NO_SLOT, SlotLists } from '../../kernel/slot-lists.ts';
import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import type { Requests } from '../requests.ts';
import { Meter } from './meter.ts';
import type { Zones } from './zones.ts';

/** The places of a service, where requests are worked on, and the lines behind them: instance by instance. */
export class Places implements SlotColumns {
  readonly instances: number;
  readonly meter: Meter;
  /** Of each instance. */
  readonly busy: Int32Array;
  readonly queued: Int32Array;
  private readonly agenda: Agenda;
  private readonly requests: Requests;
  private readonly zones: Zones;
  private readonly begin: (slot: number, waitedMs: number) => void;
  private readonly lines: SlotLists;
  /** 1 while places of the instance are being handed out. */
  private readonly handingOut: Uint8Array;
  private queuedAt = new Float64Array(0);

  /** `begin` is told of a request that may have a place now, and takes it. */
  constructor(
    agenda: Agenda,
    instances: number,
    requests: Requests,
    zones: Zones,
    begin: (slot: number, waitedMs: number) => void,
  ) {
    this.agenda = agenda;
    this.instances = instances;
    this.requests = requests;
    this.zones = zones;
    this.begin = begin;
    this.meter = new Meter(agenda, zones.capacity);
    this.busy = new Int32Array(instances);
    this.queued = new Int32Array(instances);
    this.handingOut = new Uint8Array(instances);
    this.lines = new SlotLists(instances);
    requests.pool.attach(this.lines);
    requests.pool.attach(this);
  }

  /** Whether a request that comes to this instance now may begin at once. */
  hasRoom(instance: number): boolean {
    const { capacity } = this.zones.ofInstance[instance]!;
    return this.busy[instance]! < capacity && this.queued[instance] === 0;
  }

  /** Whether a request that comes to this instance now may at least wait. */
  hasLine(instance: number): boolean {
    return this.queued[instance]! < this.zones.ofInstance[instance]!.queue;
  }

  /** Whether some instance has room. */
  get hasRoomAnywhere(): boolean {
    return this.busy.some((_, instance) => this.hasRoom(instance));
  }

  /** Whether every instance would turn a request away. */
  get isFull(): boolean {
    return this.busy.every(
      (busy, instance) =>
        busy >= this.zones.ofInstance[instance]!.capacity && !this.hasLine(instance),
    );
  }

  /** A request takes a place; returns how many others are there. */
  take(instance: number): number {
    const others = this.busy[instance]!;
    this.busy[instance] = others + 1;
    this.meter.start();
    return others;
  }

  leave(instance: number): void {
    this.meter.finish();
    this.busy[instance] = this.busy[instance]! - 1;
  }

  queue(slot: number): void {
    const instance = this.requests.instanceOf(slot);
    this.queuedAt[slot] = this.agenda.now;
    this.lines.append(instance, slot);
    this.meter.enqueue();
    this.queued[instance] = this.queued[instance]! + 1;
  }

  /** The request leaves the line; returns how long it was in it, in ms. */
  unqueue(slot: number): number {
    const instance = this.requests.instanceOf(slot);
    const waitedMs = this.agenda.now - this.queuedAt[slot]!;
    this.lines.remove(instance, slot);
    this.meter.dequeue(waitedMs);
    this.queued[instance] = this.queued[instance]! - 1;
    return waitedMs;
  }

  /**
   * Lets as many requests of the instance begin as there are places for. A loop, not a recursion: with a
   * breaker open further in, a whole line may end within one event.
   */
  handOut(instance: number): void {
    const { zones } = this;
    if (zones.isScripted) {
      zones.ofInstance[instance]!.follow();
      this.meter.setCapacity(zones.capacity);
    }
    if (this.queued[instance]! > 0) this.emptyLine(instance);
  }

  private emptyLine(instance: number): void {
    const { queued } = this;
    const conditions = this.zones.ofInstance[instance]!;
    if (this.handingOut[instance] === 1) return;
    this.handingOut[instance] = 1;
    while (queued[instance]! > 0 && this.busy[instance]! < conditions.capacity) {
      const slot = this.lines.first[instance]!;
      this.begin(slot, this.unqueue(slot));
    }
    this.handingOut[instance] = 0;
  }

  handOutAll(): void {
    for (let instance = 0; instance < this.instances; instance++) this.handOut(instance);
  }

  /** Checks Little's law for the lines. A breach is a bug of ours. */
  audit(): void {
    let waitingMs = 0;
    for (const first of this.lines.first) {
      for (let slot = first; slot !== NO_SLOT; slot = this.lines.following(slot)) {
        waitingMs += this.agenda.now - this.queuedAt[slot]!;
      }
    }
    this.meter.audit(waitingMs);
  }

  resize(capacity: number): void {
    this.queuedAt = widened(this.queuedAt, capacity);
  }
}
