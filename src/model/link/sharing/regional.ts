import { type SlotColumns, widened } from '../../../kernel/slot-pool.ts';
import type { Breaker, Permit } from '../../../resilience/breaker/breaker.ts';
import type {
  Answer,
  Fleet,
  Sharing,
  SharingListener,
} from '../../../resilience/breaker/sharing/sharing.ts';
import type { ServiceFailure } from '../../../resilience/failure.ts';

/** Keeps the jitter of one region's breakers apart from that of the next. */
const MOST_BREAKERS = 2 ** 26;

/** A fleet in several regions, each of which shares its circuits by itself. */
export class Regional implements Sharing, SlotColumns {
  readonly breakers: readonly Breaker[];
  readonly alarms: number;
  private readonly regions: readonly Sharing[];
  private readonly perRegion: number;
  private readonly cellsPerRegion: number;
  private readonly alarmsPerRegion: number;
  /** Whose call is in a slot. */
  private region = new Uint8Array(0);

  /** `create` makes what the members of one region share by. */
  constructor(
    regions: number,
    fleet: Fleet,
    listener: SharingListener,
    create: (fleet: Fleet, listener: SharingListener) => Sharing,
  ) {
    this.perRegion = fleet.members / regions;
    this.regions = Array.from({ length: regions }, (_, region) =>
      create(this.fleetIn(region, fleet, regions), {
        onDecision: (slot, isAllowed) => listener.onDecision(slot, isAllowed),
        onTransition: (cell, transition) =>
          listener.onTransition(region * this.cellsPerRegion + cell, transition),
        onPing: (cell, permit) => listener.onPing(region * this.alarmsPerRegion + cell, permit),
        onWake: (alarm, atMs) => listener.onWake(region * this.alarmsPerRegion + alarm, atMs),
      }),
    );
    const [first] = this.regions;
    this.cellsPerRegion = first!.breakers.length;
    this.alarmsPerRegion = first!.alarms;
    this.breakers = this.regions.flatMap(({ breakers }) => breakers);
    this.alarms = regions * first!.alarms;
  }

  cellOf(member: number, circuit: number): number {
    const region = this.regionOf(member);
    const cell = this.regions[region]!.cellOf(member % this.perRegion, circuit);
    return region * this.cellsPerRegion + cell;
  }

  isOpenTo(member: number, circuit: number, now: number): boolean {
    const region = this.regions[this.regionOf(member)]!;
    return region.isOpenTo(member % this.perRegion, circuit, now);
  }

  ask(slot: number, member: number, circuit: number, now: number): Answer {
    const region = this.regionOf(member);
    this.region[slot] = region;
    return this.regions[region]!.ask(slot, member % this.perRegion, circuit, now);
  }

  hearsay(slot: number, now: number): string | undefined {
    return this.of(slot).hearsay(slot, now);
  }

  succeed(slot: number, now: number, durationMs: number): void {
    this.of(slot).succeed(slot, now, durationMs);
  }

  fail(slot: number, now: number, durationMs: number, kind: ServiceFailure): void {
    this.of(slot).fail(slot, now, durationMs, kind);
  }

  ignore(slot: number, now: number): void {
    this.of(slot).ignore(slot, now);
  }

  endPing(cell: number, permit: Permit, now: number, good: boolean): void {
    const region = this.regions[Math.floor(cell / this.alarmsPerRegion)]!;
    region.endPing(cell % this.alarmsPerRegion, permit, now, good);
  }

  wake(alarm: number, now: number): void {
    const region = this.regions[Math.floor(alarm / this.alarmsPerRegion)]!;
    region.wake(alarm % this.alarmsPerRegion, now);
  }

  setAway(away: true | number): void {
    for (const region of this.regions) region.setAway(away);
  }

  resize(capacity: number): void {
    for (const region of this.regions) region.resize(capacity);
    this.region = widened(this.region, capacity);
  }

  private regionOf(member: number): number {
    return Math.floor(member / this.perRegion);
  }

  private of(slot: number): Sharing {
    return this.regions[this.region[slot]!]!;
  }

  private fleetIn(region: number, { luckOf, talkLuck, ...fleet }: Fleet, regions: number): Fleet {
    return {
      ...fleet,
      members: this.perRegion,
      luckOf: (breaker) => luckOf(region * MOST_BREAKERS + breaker),
      talkLuck: (talk) => talkLuck(talk * regions + region),
    };
  }
}
