import type { Agenda } from '../../kernel/agenda.ts';
import { isLost, type Outcome } from '../outcome.ts';
import type { BreakerWatch } from './breaker-watch.ts';
import { HAPPENING, type Happening, type HappeningCode } from './happening.ts';

/** Requests at a service, as they are told of. */
interface ToldRequests {
  numberOf(slot: number): number;
  callOf(slot: number): number;
  instanceOf(slot: number): number;
}

/** A service, as what happens there is told. */
export interface ToldService {
  readonly name: string;
  readonly requests: ToldRequests;
}

/** A service's way to another, as what happens on it is told. */
export interface ToldWay {
  readonly from: ToldService;
  readonly target: ToldService;
}

/** Which circuit of a breaker. */
export interface ToldCircuit {
  readonly watch: BreakerWatch;
  readonly cell: number;
}

/** What more there may be to tell of what happens on the way to a service. */
export interface WayNote {
  /** Which call of its order to that service it is, from 1; 0: it is none. */
  readonly call: number;
  /** The instance that has it, from 0; none where it was never sent. */
  readonly instance?: number;
  readonly circuit?: ToldCircuit | undefined;
  readonly why?: string;
}

/** Follows every so many-th order through its life: those whose number, from 1, `every` divides. */
export interface Follower {
  readonly every: number;
  happened(order: number, happening: Happening): void;
}

/** Some seconds of a busy arm: longer than an order lives. */
const LENGTH = 2 ** 17;
const NONE = -1;

/**
 * Remembers what happened last, order by order, in a ring of columns: memory is the same for any run, and
 * writing allocates nothing but the reason of a block.
 */
export class Diary {
  /** The order, from 1, that was lost last; 0 before the first. */
  lastLost = 0;
  /** An order, from 1, whose end is waited for; 0: none. */
  private awaited = 0;
  private hasEnded = false;
  private readonly agenda: Agenda;
  private readonly names: readonly string[];
  private readonly follower: Follower | undefined;
  private readonly instants = new Float64Array(LENGTH);
  private readonly numbers = new Float64Array(LENGTH);
  private readonly values = new Float64Array(LENGTH);
  private readonly whats = new Uint8Array(LENGTH);
  private readonly services = new Uint8Array(LENGTH);
  private readonly calls = new Int32Array(LENGTH);
  private readonly instances = new Int32Array(LENGTH);
  /** The place of the service that makes the call; NONE of what happens at a service. */
  private readonly callers = new Int8Array(LENGTH);
  private readonly callerCalls = new Int32Array(LENGTH);
  private readonly circuits: (ToldCircuit | undefined)[] = [];
  private readonly reasons: (string | undefined)[] = [];
  private next = 0;
  private isFull = false;

  /** `names`: of the services, that of the orders first. */
  constructor(agenda: Agenda, names: readonly string[], follower: Follower | undefined) {
    this.agenda = agenda;
    this.names = names;
    this.follower = follower;
  }

  /** Something happens at a service now, to the request in this slot of its requests. */
  note(what: HappeningCode, value: number, service: ToldService, slot: number): void {
    const { requests } = service;
    const at = this.write(requests.numberOf(slot) + 1, what, value);
    this.services[at] = this.names.indexOf(service.name);
    this.calls[at] = requests.callOf(slot);
    this.instances[at] = requests.instanceOf(slot);
    this.callers[at] = NONE;
    this.tell(at);
  }

  /** Something happens now on the way to a service, to a call for the request in this slot. */
  noteWay(what: HappeningCode, value: number, way: ToldWay, slot: number, more: WayNote): void {
    const { from, target } = way;
    const at = this.write(from.requests.numberOf(slot) + 1, what, value);
    this.services[at] = this.names.indexOf(target.name);
    this.calls[at] = more.call;
    this.instances[at] = more.instance ?? NONE;
    this.callers[at] = this.names.indexOf(from.name);
    this.callerCalls[at] = from.requests.callOf(slot);
    this.circuits[at] = more.circuit;
    this.reasons[at] = more.why;
    this.tell(at);
  }

  /** From now on `isOver` tells of this order, from 1. */
  await(order: number): void {
    if (this.awaited === order) return;
    this.awaited = order;
    this.hasEnded = false;
  }

  /** Whether the order that is waited for has ended since. */
  get isOver(): boolean {
    return this.hasEnded;
  }

  /** What is remembered of an order, from 1, in the order in which it happened. */
  lifeOf(number: number): Happening[] {
    return [...this.places()]
      .filter((at) => this.numbers[at] === number)
      .map((at) => this.read(at));
  }

  /** Of the orders that ended at `sinceMs` or later, the one that took longest; 0 where none is known. */
  slowestSince(sinceMs: number): number {
    const arrivedAt = new Map<number, number>();
    let slowest = 0;
    let mostMs = NONE;
    for (const at of this.places()) {
      const number = this.numbers[at]!;
      const instant = this.instants[at]!;
      if (this.whats[at] === HAPPENING.arrived) arrivedAt.set(number, instant);
      if (this.whats[at] !== HAPPENING.ended || instant < sinceMs) continue;
      const tookMs = instant - (arrivedAt.get(number) ?? instant);
      if (tookMs <= mostMs) continue;
      mostMs = tookMs;
      slowest = number;
    }
    return slowest;
  }

  /** The places of the ring, the oldest first. */
  private *places(): Generator<number> {
    if (this.isFull) for (let at = this.next; at < LENGTH; at++) yield at;
    for (let at = 0; at < this.next; at++) yield at;
  }

  private read(at: number): Happening {
    const instance = this.instances[at]!;
    const caller = this.callers[at]!;
    const circuit = this.circuits[at];
    const why = this.reasons[at];
    return {
      atMs: this.instants[at]!,
      what: this.whats[at]! as HappeningCode,
      value: this.values[at]!,
      service: this.names[this.services[at]!]!,
      call: this.calls[at]!,
      instance: instance === NONE ? null : instance + 1,
      from: caller === NONE ? null : { service: this.names[caller]!, call: this.callerCalls[at]! },
      circuit:
        circuit === undefined
          ? null
          : { breaker: circuit.watch.name, ...circuit.watch.placeOf(circuit.cell) },
      why: why === undefined ? null : why,
    };
  }

  private tell(at: number): void {
    const { follower } = this;
    const number = this.numbers[at]!;
    if (follower !== undefined && number % follower.every === 0) {
      follower.happened(number, this.read(at));
    }
  }

  private write(number: number, what: HappeningCode, value: number): number {
    const at = this.next;
    this.next = at + 1;
    if (this.next === LENGTH) {
      this.next = 0;
      this.isFull = true;
    }
    this.instants[at] = this.agenda.now;
    this.numbers[at] = number;
    this.values[at] = value;
    this.whats[at] = what;
    this.circuits[at] = undefined;
    this.reasons[at] = undefined;
    if (what === HAPPENING.ended) {
      if (isLost(value as Outcome)) this.lastLost = number;
      if (number === this.awaited) this.hasEnded = true;
    }
    return at;
  }
}
