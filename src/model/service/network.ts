import { type Agenda, EVENT_KIND } from '../../kernel/agenda.ts';
import { createTimers, type Timers } from '../../kernel/timers.ts';
import type { Luck } from '../luck.ts';
import type { Requests } from '../requests.ts';
import type { Conditions, Stretched } from './conditions.ts';
import { constantNetworkMs, type NetworkSettings } from './payment-settings.ts';

/** The service at the end of the way: told when a request is there, and when its answer is with its caller. */
interface Destination {
  readonly requests: Requests;
  readonly zones: { ofRequest(slot: number): Conditions };
  receive(slot: number): void;
  deliver(slot: number): void;
}

/** The way to a service and back, outside its capacity: a delay each way. */
export class Network {
  private readonly luck: Luck;
  private readonly service: Destination;
  private readonly wayOut: Timers;
  private readonly wayBack: Timers;

  /** Whether there is ever a network before a service so set up. */
  static isThere({ network, script }: NetworkSettings): boolean {
    return network !== undefined || script.some((entry) => entry.network !== undefined);
  }

  constructor(agenda: Agenda, settings: NetworkSettings, luck: Luck, service: Destination) {
    this.luck = luck;
    this.service = service;
    const wayMs = constantNetworkMs(settings);
    const { delivery, answer } = EVENT_KIND;
    this.wayOut = createTimers(agenda, delivery, wayMs, (slot) => service.receive(slot));
    this.wayBack = createTimers(agenda, answer, wayMs, (slot) => service.deliver(slot));
    service.requests.pool.attach(this.wayOut);
    service.requests.pool.attach(this.wayBack);
  }

  out(slot: number): void {
    const conditions = this.service.zones.ofRequest(slot);
    conditions.follow();
    if (conditions.network === null) this.service.receive(slot);
    else this.wayOut.start(slot, this.delayMs(conditions.network, slot, 1));
  }

  back(slot: number): void {
    const { network } = this.service.zones.ofRequest(slot);
    if (network === null) this.service.deliver(slot);
    else this.wayBack.start(slot, this.delayMs(network, slot, -1));
  }

  cancel(slot: number, isOnTheWayOut: boolean): void {
    (isOnTheWayOut ? this.wayOut : this.wayBack).cancel(slot);
  }

  private delayMs({ distribution, factor }: Stretched, slot: number, sign: 1 | -1): number {
    const { number, call } = this.service.requests;
    return distribution.sample(this.luck.network.at(number[slot]!, sign * call[slot]!)) * factor;
  }
}
