import { EVENT_KIND } from '../../kernel/agenda.ts';
import { createTimers, type Timers } from '../../kernel/timers.ts';
import type { Luck } from '../luck.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';
import type { Conditions } from './conditions.ts';
import { drawWayMs } from './draws.ts';
import { constantNetworkMs, type NetworkSettings } from './payment-settings.ts';
import { PLACE } from './request-place.ts';

/** The service at the end of the way: told when a request is there, and when its answer is with its caller. */
interface Destination {
  readonly requests: Requests;
  readonly zones: { ofRequest(slot: number): Conditions };
  receive(slot: number): void;
  deliver(slot: number): void;
}

/** The way to a service and back, outside its capacity: a delay each way, and that between two regions. */
export class Network {
  private readonly luck: Luck;
  private readonly service: Destination;
  private readonly isFar: boolean;
  private readonly wayOut: Timers;
  private readonly wayBack: Timers;

  /** Whether there is ever a way to go to a service so set up. */
  static isThere({ network, script }: NetworkSettings, regions: Run['regions']): boolean {
    const isOwn = network !== undefined || script.some((entry) => entry.network !== undefined);
    return isOwn || regions !== undefined;
  }

  constructor(
    { agenda, regions }: Run,
    settings: NetworkSettings,
    luck: Luck,
    service: Destination,
  ) {
    this.luck = luck;
    this.service = service;
    this.isFar = regions !== undefined;
    const wayMs = this.isFar ? null : constantNetworkMs(settings);
    const { delivery, answer } = EVENT_KIND;
    this.wayOut = createTimers(agenda, delivery, wayMs, (slot) => service.receive(slot));
    this.wayBack = createTimers(agenda, answer, wayMs, (slot) => service.deliver(slot));
    service.requests.pool.attach(this.wayOut);
    service.requests.pool.attach(this.wayBack);
  }

  out(slot: number): void {
    this.service.requests.setPlace(slot, PLACE.onTheWay);
    const conditions = this.service.zones.ofRequest(slot);
    conditions.follow();
    const { network } = conditions;
    const farMs = this.farMs(slot);
    if (network === null && farMs === 0) this.service.receive(slot);
    else this.wayOut.start(slot, this.delayMs(slot, 'out') + farMs);
  }

  back(slot: number): void {
    this.service.requests.setPlace(slot, PLACE.onTheWayBack);
    const { network } = this.service.zones.ofRequest(slot);
    const farMs = this.farMs(slot);
    if (network === null && farMs === 0) this.service.deliver(slot);
    else this.wayBack.start(slot, this.delayMs(slot, 'back') + farMs);
  }

  cancel(slot: number, isOnTheWayOut: boolean): void {
    (isOnTheWayOut ? this.wayOut : this.wayBack).cancel(slot);
  }

  /** From region to region. */
  private farMs(slot: number): number {
    return this.isFar ? this.service.requests.farMsOf(slot) : 0;
  }

  private delayMs(slot: number, way: 'out' | 'back'): number {
    const { requests, zones } = this.service;
    const number = requests.numberOf(slot);
    return drawWayMs(zones.ofRequest(slot), this.luck, number, requests.callOf(slot), way);
  }
}
