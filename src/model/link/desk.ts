import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { NO_RECORDS, widenedRecords } from '../../kernel/slot-records.ts';
import { HAPPENING } from '../books/happening.ts';
import { LIMITS, type LimitName, type LinkBook } from '../books/link-book.ts';
import type { Luck } from '../luck.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';
import type { Admission } from '../service/balance/balance.ts';
import type { Service } from '../service/service.ts';
import { Distances } from '../topology/distances.ts';
import type { WayOutage } from '../topology/ways.ts';
import { REQUEST, SHIFT, STARTED_AT, TRIES } from './call-record.ts';
import type { Outliers } from './outliers.ts';
import type { Outages } from './sharing/outages.ts';

/** Tries of one call that the key to their luck keeps apart from those of the next. */
const MOST_TRIES = 2 ** 16;

interface DeskParts {
  readonly from: Service;
  readonly target: Service;
  readonly luck: Luck;
  readonly book: LinkBook;
  readonly outliers: Outliers | undefined;
  readonly outages: Outages | undefined;
  readonly settles: boolean;
}

/** What the stages of one link share: whose requests they see, what lies behind them, the books and the luck. */
export class Desk implements SlotColumns {
  readonly run: Run;
  /** Who makes the calls. */
  readonly from: Service;
  /** Present where there are regions. */
  readonly distances: Distances | undefined;
  /** The requests that the calls are made for: a slot is one of theirs. */
  readonly requests: Requests;
  /** Instances of the service that makes the calls. */
  readonly instances: number;
  readonly target: Service;
  readonly luck: Luck;
  /** Whether what is deferred here makes the order deferred, to be settled in the end. */
  readonly settles: boolean;
  readonly book: LinkBook;
  /** Present where instances that fail are left alone. */
  readonly outliers: Outliers | undefined;
  /** Present where what instances share circuits by goes down. */
  readonly outages: Outages | undefined;
  /** Whether the service called is of one instance: there is nothing to pick. */
  private readonly isAlone: boolean;
  /** By which calls of an order to the service called are counted. */
  private readonly counter: number;
  /** Whether a policy on the way picks the instance that a call goes to. */
  isPicked = false;
  /** The instance that was picked. */
  picked = new Int32Array(0);
  /** Whether a policy on the way picks the region that a call goes to. */
  isRegionPicked = false;
  /** The place of the region that was picked. */
  pickedRegion = new Uint8Array(0);
  /** Of each request its present call, if it has one, and its tries: calls so far, those never sent included. */
  private doubles = NO_RECORDS.doubles;
  private ints = NO_RECORDS.ints;

  constructor(run: Run, { from, target, luck, book, outliers, outages, settles }: DeskParts) {
    this.run = run;
    this.from = from;
    this.distances = run.ways && new Distances(run.ways, from.node.regions, target.node.regions);
    this.requests = from.requests;
    this.instances = from.node.instances;
    this.target = target;
    this.isAlone = target.node.instances === 1;
    this.counter = target.counter;
    this.luck = luck;
    this.book = book;
    this.outliers = outliers;
    this.outages = outages;
    this.settles = settles;
    this.requests.pool.attach(this);
  }

  /** A request comes to the link: it has tried nothing yet. */
  reset(slot: number): void {
    this.ints[(slot << SHIFT) | TRIES] = 0;
  }

  /** Its call is sent now, as a request of the service called. */
  send(slot: number, request: number, now: number): void {
    this.doubles[(slot << (SHIFT - 1)) | STARTED_AT] = now;
    this.ints[(slot << SHIFT) | REQUEST] = request;
  }

  /** When its present call was sent. */
  startedAtOf(slot: number): number {
    return this.doubles[(slot << (SHIFT - 1)) | STARTED_AT]!;
  }

  /** The request that it waits for. */
  requestOf(slot: number): number {
    return this.ints[(slot << SHIFT) | REQUEST]!;
  }

  /** What the circuits of a breaker here may be told apart by. */
  get sides() {
    const { from, target, run } = this;
    return { caller: from.node, callee: target.node, classes: run.classes?.names ?? [] };
  }

  /** The place of the class that the order is of. */
  classOf(slot: number): number {
    return this.run.orders.classOf(this.requests.orderOf(slot));
  }

  /** The instance that this call of its order goes to. */
  instanceFor(slot: number, call: number): number {
    if (this.isAlone) return 0;
    return this.isPicked ? this.picked[slot]! : this.pick(slot, call);
  }

  /** The instance that the service's balance gives the call to; of several regions the nearest that serves. */
  pick(slot: number, call: number): number {
    const { outliers, requests, target, distances } = this;
    const number = requests.numberOf(slot);
    const seen = outliers?.seenBy(requests.instanceOf(slot));
    const region = distances === undefined ? undefined : this.regionFor(slot, seen);
    return target.stand.pickFor(region, number, call, seen);
  }

  /** The regions of the service called, the nearest first. */
  regionsBy(slot: number): readonly number[] {
    return this.distances!.nearest[this.from.stand.regionOf(this.requests.instanceOf(slot))]!;
  }

  /** The way to an instance of the service called. */
  wayTo(slot: number, instance: number): number {
    const from = this.from.stand.regionOf(this.requests.instanceOf(slot));
    return this.distances!.way(from, this.target.stand.regionOf(instance));
  }

  /** Whether a call would be worked on at once, with nothing amiss there or on the way. */
  get isFit(): boolean {
    const { ways } = this.run;
    const isTroubled =
      ways !== undefined && this.distances!.all.some((way) => ways.isTroubled(way));
    const { zones, places } = this.target;
    return !isTroubled && !zones.isTroubled && places.hasRoomAnywhere;
  }

  /** What becomes of all that is sent to the service called; null where some of it may get there. */
  get outage(): WayOutage | null {
    const { ways } = this.run;
    if (ways === undefined) return null;
    const outages = this.distances!.all.map((way) => ways.outage(way));
    return outages.every((outage) => outage !== null) ? outages[0]! : null;
  }

  private regionFor(slot: number, seen: Admission | undefined): number {
    if (this.isRegionPicked) return this.pickedRegion[slot]!;
    return this.target.stand.serving(this.regionsBy(slot), seen);
  }

  /** A call is made; which call of its order to this service it is, from 1. */
  call(slot: number): number {
    this.book.started++;
    return this.countTry(slot);
  }

  /** A call that is never sent; which call of its order to this service it is, from 1. */
  block(slot: number): number {
    this.book.block();
    return this.countTry(slot);
  }

  /** Calls of its order to this service so far. */
  callsOf(slot: number): number {
    return this.run.orders.callsOf(this.requests.orderOf(slot), this.counter);
  }

  /** A try that never becomes a call. */
  reject(slot: number, by: LimitName): void {
    this.book.rejections[by]++;
    this.ints[(slot << SHIFT) | TRIES]!++;
    this.run.witness?.noteWay(HAPPENING.rejected, LIMITS.indexOf(by), this, slot);
  }

  /** The number of its order and this: the key to the luck of what is no call. */
  keyOf(slot: number): number {
    return this.requests.callOf(slot) * MOST_TRIES + this.ints[(slot << SHIFT) | TRIES]!;
  }

  resize(capacity: number): void {
    const { doubles, ints } = widenedRecords(this.ints, capacity, SHIFT);
    this.doubles = doubles;
    this.ints = ints;
    if (this.isPicked) this.picked = widened(this.picked, capacity);
    if (this.isRegionPicked) this.pickedRegion = widened(this.pickedRegion, capacity);
  }

  private countTry(slot: number): number {
    this.ints[(slot << SHIFT) | TRIES]!++;
    return this.run.orders.countCall(this.requests.orderOf(slot), this.counter);
  }
}
