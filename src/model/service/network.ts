import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { createTimers, type Timers } from '../../kernel/timers.ts';
import { HAPPENING, type HappeningCode } from '../books/happening.ts';
import type { Luck } from '../luck.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';
import type { WayOutage, Ways } from '../topology/ways.ts';
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
  hang(slot: number, what: HappeningCode): void;
  turnAway(slot: number, queued: number): void;
  cutOff(slot: number): void;
}

/** The way to a service and back, outside its capacity: a delay each way, and that between two regions. */
export class Network {
  private readonly agenda: Agenda;
  private readonly luck: Luck;
  private readonly service: Destination;
  private readonly ways: Ways | undefined;
  private readonly wayOut: Timers;
  private readonly wayBack: Timers;

  /** Whether there is ever a way to go to a service so set up. */
  static isThere({ network, script }: NetworkSettings, ways: Ways | undefined): boolean {
    const isOwn = network !== undefined || script.some((entry) => entry.network !== undefined);
    return isOwn || ways !== undefined;
  }

  constructor({ agenda, ways }: Run, settings: NetworkSettings, luck: Luck, service: Destination) {
    this.agenda = agenda;
    this.luck = luck;
    this.service = service;
    this.ways = ways;
    const wayMs = ways !== undefined ? null : constantNetworkMs(settings);
    const { delivery, answer } = EVENT_KIND;
    this.wayOut = createTimers(agenda, delivery, wayMs, (slot) => service.receive(slot));
    this.wayBack = createTimers(agenda, answer, wayMs, (slot) => service.deliver(slot));
    service.requests.pool.attach(this.wayOut);
    service.requests.pool.attach(this.wayBack);
  }

  out(slot: number): void {
    this.service.requests.setPlace(slot, PLACE.onTheWay);
    const way = this.wayOf(slot);
    const outage = this.outageOn(way);
    if (outage !== null) {
      if (outage === 'hang') this.service.hang(slot, HAPPENING.lost);
      else this.refuse(slot);
      return;
    }
    const conditions = this.service.zones.ofRequest(slot);
    conditions.follow();
    const { network } = conditions;
    const farMs = this.farMs(way);
    if (network === null && farMs === 0) this.service.receive(slot);
    else this.wayOut.start(slot, this.delayMs(slot, 'out') + farMs);
  }

  back(slot: number): void {
    this.service.requests.setPlace(slot, PLACE.onTheWayBack);
    const way = this.ways === undefined ? 0 : this.ways.backOf(this.wayOf(slot));
    const outage = this.outageOn(way);
    if (outage !== null) {
      if (outage === 'hang') this.service.hang(slot, HAPPENING.answerLost);
      else this.service.cutOff(slot);
      return;
    }
    const { network } = this.service.zones.ofRequest(slot);
    const farMs = this.farMs(way);
    if (network === null && farMs === 0) this.service.deliver(slot);
    else this.wayBack.start(slot, this.delayMs(slot, 'back') + farMs);
  }

  /** It never gets there, and that takes no time. */
  private refuse(slot: number): void {
    this.service.requests.setSince(slot, this.agenda.now);
    this.service.turnAway(slot, 0);
  }

  cancel(slot: number, isOnTheWayOut: boolean): void {
    (isOnTheWayOut ? this.wayOut : this.wayBack).cancel(slot);
  }

  private wayOf(slot: number): number {
    return this.service.requests.wayOf(slot);
  }

  private outageOn(way: number): WayOutage | null {
    return this.ways === undefined ? null : this.ways.outage(way);
  }

  /** From region to region. */
  private farMs(way: number): number {
    return this.ways === undefined ? 0 : this.ways.delayMs(way);
  }

  private delayMs(slot: number, way: 'out' | 'back'): number {
    const { requests, zones } = this.service;
    const number = requests.numberOf(slot);
    return drawWayMs(zones.ofRequest(slot), this.luck, number, requests.callOf(slot), way);
  }
}
