import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import { HAPPENING, type HappeningCode } from '../books/happening.ts';
import { RequestBook } from '../books/request-book.ts';
import type { Caller } from '../call.ts';
import type { Outliers } from '../link/outliers.ts';
import type { Luck } from '../luck.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';
import type { ServiceNode } from '../topology/graph.ts';
import { CallCounter } from './call-counter.ts';
import { Network } from './network.ts';
import { Places } from './places.ts';
import { AT_THE_DOOR, FURTHER_IN, PLACE } from './request-place.ts';
import { Stand } from './stand.ts';
import { Till } from './till.ts';
import { type Turn, Turns } from './turns.ts';
import { Work } from './work.ts';
import { Zones } from './zones.ts';

/**
 * A service: instances with so many places each, and a FIFO queue behind them. A request holds its place
 * while it is worked on and while its calls are made, one after the other. It keeps a slot of its own, so
 * that it can outlive its caller's patience: it goes on using capacity, and it may charge the card.
 */
export class Service implements Caller, SlotColumns {
  readonly name: string;
  readonly node: ServiceNode;
  readonly luck: Luck;
  readonly requests: Requests;
  readonly places: Places;
  readonly zones: Zones;
  readonly book = new RequestBook();
  readonly counter: CallCounter;
  /** What those who call it leave alone of its instances, where they do. */
  readonly outliers = new Map<Service, Outliers>();
  readonly stand: Stand;
  private readonly run: Run;
  private readonly words: typeof AT_THE_DOOR | typeof FURTHER_IN;
  private readonly work: Work | undefined;
  private readonly network: Network | undefined;
  readonly till: Till | undefined;
  private readonly callers: Caller[] = [];
  private turns: Turns | undefined;
  private place = new Uint8Array(0);
  private outcome = new Uint8Array(0);

  constructor(run: Run, node: ServiceNode, luck: Luck, requests: Requests) {
    const { agenda, orders } = run;
    const { settings, instances, balance, regions } = node;
    this.luck = luck;
    this.run = run;
    this.node = node;
    this.name = node.name;
    this.requests = requests;
    this.words = requests === orders ? AT_THE_DOOR : FURTHER_IN;
    this.counter = new CallCounter(orders);
    if (node.charges) this.till = new Till(run, this, settings.idempotencyKeys);
    this.zones = new Zones(run, this);
    this.places = new Places(agenda, instances, requests, this.zones, (slot, waitedMs) =>
      this.begin(slot, waitedMs),
    );
    this.stand = new Stand(balance, regions.length, this.places, luck);
    if (settings.latency !== undefined)
      this.work = new Work(agenda, luck, requests, (slot) => this.finish(slot));
    if (Network.isThere(settings, run.ways)) this.network = new Network(run, settings, luck, this);
    requests.pool.attach(this);
  }

  /** Requests come over one more link, and are answered at `caller`; returns the link's number here. */
  addCaller(caller: Caller): number {
    return this.callers.push(caller) - 1;
  }

  /** What it calls for each request, in turn. */
  connect(turns: readonly Turn[]): void {
    this.turns = new Turns(turns);
    this.requests.pool.attach(this.turns);
  }

  /** A new request in `slot` sets off. */
  send(slot: number): void {
    this.book.received++;
    if (this.network === undefined) this.receive(slot);
    else {
      this.place[slot] = PLACE.onTheWay;
      this.network.out(slot);
    }
  }

  /** The caller no longer waits. Whether the work goes on is the service's `cancellation`. */
  abandon(slot: number): void {
    this.requests.wanted[slot] = 0;
    if (this.place[slot] === PLACE.hung) this.drop(slot);
    else if (this.node.settings.cancellation === 'on-timeout') this.stop(slot);
  }

  /** The request is there. */
  receive(slot: number): void {
    const { places, zones } = this;
    const instance = this.requests.instance[slot]!;
    const conditions = zones.ofRequest(slot);
    conditions.follow();
    if (conditions.outage === 'hang') {
      this.hang(slot, HAPPENING.hung);
    } else if (conditions.outage !== null) {
      this.turnAway(slot, 0);
    } else if (places.hasRoom(instance)) {
      this.begin(slot, 0);
    } else if (places.hasLine(instance)) {
      this.place[slot] = PLACE.queued;
      places.queue(slot);
      this.note(slot, this.words.queued, places.queued[instance]!);
    } else {
      this.turnAway(slot, places.queued[instance]!);
    }
  }

  /** No answer will ever come: the service hangs, or there is no way. */
  hang(slot: number, what: HappeningCode): void {
    this.note(slot, what, 0);
    this.place[slot] = PLACE.hung;
    if (this.requests.wanted[slot] === 0) this.drop(slot);
  }

  /** There is no way back, and its caller hears of that: what went well ends as an error. */
  cutOff(slot: number): void {
    this.note(slot, HAPPENING.answerLost, 0);
    if (this.outcome[slot]! < OUTCOME.failed) this.outcome[slot] = OUTCOME.failed;
    this.deliver(slot);
  }

  /** One of its calls has ended. */
  end(slot: number, outcome: Outcome): void {
    if (outcome === OUTCOME.blocked) this.run.blocks.judge(this.requests, slot);
    const ending = this.turns!.outcomeOf(slot, outcome);
    if (ending !== outcome) this.run.orders.degraded[this.requests.order[slot]!] = 1;
    if (ending === OUTCOME.successful && this.turns!.next(slot)) return;
    const instance = this.requests.instance[slot]!;
    this.outcome[slot] = ending;
    this.places.leave(instance);
    if (ending === OUTCOME.successful) this.till?.charge(slot);
    this.answer(slot);
    this.places.handOut(instance);
  }

  /** The answer is with its caller. */
  deliver(slot: number): void {
    const { requests } = this;
    const outcome = this.outcome[slot] as Outcome;
    this.book.end(outcome);
    if (requests.wanted[slot] === 1) {
      this.callers[requests.over[slot]!]!.end(requests.caller[slot]!, outcome);
    } else {
      this.note(slot, HAPPENING.unheard, outcome);
    }
    this.close(slot);
  }

  /** Checks the conservation of requests, and Little's law for the queue. A breach is a bug of ours. */
  audit(): void {
    const inFlight = this.place.reduce((sum, place) => (place === PLACE.none ? sum : sum + 1), 0);
    this.book.audit(this.name, inFlight);
    this.places.audit();
  }

  resize(capacity: number): void {
    this.place = widened(this.place, capacity);
    this.outcome = widened(this.outcome, capacity);
  }

  turnAway(slot: number, queued: number): void {
    this.book.refused++;
    this.outcome[slot] = this.words.refusal;
    this.note(slot, this.words.full, queued);
    this.answer(slot);
  }

  private begin(slot: number, waitedMs: number): void {
    const { places, work, requests } = this;
    const instance = requests.instance[slot]!;
    if (this.words !== AT_THE_DOOR) places.meter.queueWait.record(waitedMs);
    if (work !== undefined) {
      this.place[slot] = PLACE.working;
      this.outcome[slot] = work.start(slot, this.zones.ofRequest(slot), places.busy[instance]!);
    }
    places.take(instance);
    this.note(slot, this.words.began, places.busy[instance]!);
    if (work === undefined) this.call(slot);
  }

  private call(slot: number): void {
    this.place[slot] = PLACE.calling;
    this.turns!.begin(slot);
  }

  /** Its own work is done. */
  private finish(slot: number): void {
    const isDone = this.outcome[slot] === OUTCOME.successful;
    if (isDone && this.turns !== undefined) {
      this.call(slot);
      return;
    }
    const instance = this.requests.instance[slot]!;
    this.places.leave(instance);
    if (isDone) this.till?.charge(slot);
    this.places.handOut(instance);
    this.answer(slot);
  }

  private answer(slot: number): void {
    if (this.network === undefined) this.deliver(slot);
    else {
      this.place[slot] = PLACE.onTheWayBack;
      this.network.back(slot);
    }
  }

  private stop(slot: number): void {
    const place = this.place[slot];
    if (place === PLACE.onTheWay || place === PLACE.onTheWayBack) {
      this.network!.cancel(slot, place === PLACE.onTheWay);
    } else if (place === PLACE.queued) {
      this.places.unqueue(slot);
    } else {
      const instance = this.requests.instance[slot]!;
      if (place === PLACE.working) this.work!.cancel(slot);
      else this.turns!.cancel(slot);
      this.places.leave(instance);
      this.places.handOut(instance);
    }
    this.drop(slot);
  }

  /** Ends without an outcome. */
  private drop(slot: number): void {
    this.book.stopped++;
    this.close(slot);
  }

  private close(slot: number): void {
    this.requests.wanted[slot] = 0;
    this.place[slot] = PLACE.none;
    this.requests.release(slot);
  }

  private note(slot: number, what: HappeningCode, value: number): void {
    this.run.witness?.note(what, value, this, slot);
  }
}
