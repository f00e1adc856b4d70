import { HAPPENING, type HappeningCode } from '../books/happening.ts';
import { RequestBook } from '../books/request-book.ts';
import type { Caller } from '../call.ts';
import type { Outliers } from '../link/outliers.ts';
import type { Luck } from '../luck.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Requests } from '../requests.ts';
import type { Run } from '../run.ts';
import type { ServiceNode } from '../topology/graph.ts';
import type { Conditions } from './conditions.ts';
import { Network } from './network.ts';
import { Places } from './places.ts';
import { AT_THE_DOOR, FURTHER_IN, PLACE } from './request-place.ts';
import { RequestZones } from './request-zones.ts';
import { Stand } from './stand.ts';
import { Till } from './till.ts';
import { type Turn, Turns } from './turns.ts';
import { Work } from './work.ts';

/**
 * A service: instances with so many places each, and a FIFO queue behind them. A request holds its place
 * while it is worked on and while its calls are made, one after the other. It keeps a slot of its own, so
 * that it can outlive its caller's patience: it goes on using capacity, and it may charge the card.
 */
export class Service implements Caller {
  readonly name: string;
  readonly node: ServiceNode;
  readonly luck: Luck;
  readonly requests: Requests;
  readonly places: Places;
  readonly zones: RequestZones;
  readonly book: RequestBook;
  /** By which the calls of each order to it are counted, blocked ones included: the count is the key to their luck. */
  readonly counter: number;
  /** What those who call it leave alone of its instances, where they do. */
  readonly outliers = new Map<Service, Outliers>();
  readonly stand: Stand;
  private readonly run: Run;
  /** Whether somebody looks at single orders or calls. */
  private readonly isSeen: boolean;
  /** The orders' waits at the door are told in a graph only. */
  private readonly tellsWaits: boolean;
  private readonly words: typeof AT_THE_DOOR | typeof FURTHER_IN;
  private readonly work: Work | undefined;
  private readonly network: Network | undefined;
  readonly till: Till | undefined;
  private readonly callers: Caller[] = [];
  private turns: Turns | undefined;

  constructor(run: Run, node: ServiceNode, luck: Luck, requests: Requests) {
    const { agenda, orders } = run;
    const { settings, instances, balance, regions } = node;
    this.luck = luck;
    this.run = run;
    this.node = node;
    this.name = node.name;
    this.requests = requests;
    this.isSeen = run.witness !== undefined;
    this.book = new RequestBook(node.isTimed);
    this.words = requests === orders.requests ? AT_THE_DOOR : FURTHER_IN;
    this.tellsWaits = node.isTimed || this.words === FURTHER_IN;
    this.counter = orders.addCounter();
    if (node.charges) this.till = new Till(run, this, settings.idempotencyKeys);
    this.zones = new RequestZones(run, this);
    this.places = new Places(agenda, instances, requests, this.zones, (slot, waitedMs) =>
      this.beginAfter(slot, waitedMs),
    );
    this.stand = new Stand(balance, regions.length, this.places, luck);
    if (settings.latency !== undefined)
      this.work = new Work(agenda, luck, requests, (slot) => this.finish(slot));
    if (Network.isThere(settings, run.ways)) this.network = new Network(run, settings, luck, this);
  }

  /** Requests come over one more link, and are answered at `caller`; returns the link's number here. */
  addCaller(caller: Caller): number {
    return this.callers.push(caller) - 1;
  }

  /** What it calls for each request, in turn. */
  connect(turns: readonly Turn[]): void {
    this.turns = new Turns(this.run, this.requests, turns);
  }

  /** A new request in `slot` sets off. */
  send(slot: number): void {
    this.book.received++;
    if (this.network === undefined) this.receive(slot);
    else this.network.out(slot);
  }

  /** The caller no longer waits. Whether the work goes on is the service's `cancellation`. */
  abandon(slot: number): void {
    this.requests.forsake(slot);
    if (this.requests.placeOf(slot) === PLACE.hung) this.drop(slot);
    else if (this.node.settings.cancellation === 'on-timeout') this.stop(slot);
  }

  /** The request is there. */
  receive(slot: number): void {
    if (this.book.latency !== undefined) this.requests.setSince(slot, this.run.agenda.now);
    const instance = this.requests.instanceOf(slot);
    const conditions = this.zones.ofRequestAt(slot, instance);
    if (!conditions.isSteady && this.isStruck(slot, conditions)) return;
    if (this.places.hasRoom(instance)) this.beginAtOnce(slot, instance, conditions);
    else this.wait(slot);
  }

  /** Keeps up with a ramp; whether an outage has taken the request. */
  private isStruck(slot: number, conditions: Conditions): boolean {
    conditions.follow();
    if (conditions.outage === 'hang') this.hang(slot, HAPPENING.hung);
    else if (conditions.outage !== null) this.turnAway(slot, 0);
    return conditions.outage !== null;
  }

  /** No answer will ever come: the service hangs, or there is no way. */
  hang(slot: number, what: HappeningCode): void {
    this.note(slot, what, 0);
    this.requests.setPlace(slot, PLACE.hung);
    if (!this.requests.isWanted(slot)) this.drop(slot);
  }

  /** There is no way back, and its caller hears of that: what went well ends as an error. */
  cutOff(slot: number): void {
    const { requests } = this;
    this.note(slot, HAPPENING.answerLost, 0);
    if (requests.outcomeOf(slot) < OUTCOME.failed) requests.setOutcome(slot, OUTCOME.failed);
    this.deliver(slot);
  }

  /** One of its calls has ended. */
  end(slot: number, outcome: Outcome): void {
    const { requests, places } = this;
    const turns = this.turns!;
    const ending = outcome === OUTCOME.successful ? outcome : turns.endingOf(slot, outcome);
    if (ending === OUTCOME.successful && turns.next(slot)) return;
    const instance = requests.instanceOf(slot);
    requests.setOutcome(slot, ending);
    places.leave(instance);
    if (ending === OUTCOME.successful) this.till?.charge(slot);
    this.answer(slot);
    places.handOut(instance);
  }

  /** The answer is with its caller. */
  deliver(slot: number): void {
    const { requests } = this;
    const outcome = requests.outcomeOf(slot);
    this.book.end(outcome);
    const caller = requests.isWanted(slot) ? this.callers[requests.overOf(slot)] : undefined;
    if (caller !== undefined) caller.end(requests.callerOf(slot), outcome);
    else this.note(slot, HAPPENING.unheard, outcome);
    this.close(slot);
  }

  /** Checks the conservation of requests, and Little's law for the queue. A breach is a bug of ours. */
  audit(): void {
    this.book.audit(this.name, this.requests.countInPlace());
    this.places.audit();
  }

  /** Every place is taken. */
  private wait(slot: number): void {
    const { places, requests } = this;
    const instance = requests.instanceOf(slot);
    if (places.hasLine(instance)) {
      requests.setPlace(slot, PLACE.queued);
      places.queue(slot);
      this.note(slot, this.words.queued, places.queued[instance]!);
    } else this.turnAway(slot, places.queued[instance]!);
  }

  turnAway(slot: number, queued: number): void {
    this.book.refused++;
    this.requests.setOutcome(slot, this.words.refusal);
    this.note(slot, this.words.full, queued);
    this.answer(slot);
  }

  private beginAtOnce(slot: number, instance: number, conditions: Conditions): void {
    if (this.tellsWaits) this.places.meter.queueWait.recordNone();
    this.begin(slot, instance, conditions);
  }

  private beginAfter(slot: number, waitedMs: number): void {
    const instance = this.requests.instanceOf(slot);
    if (this.tellsWaits) this.places.meter.queueWait.record(waitedMs);
    this.begin(slot, instance, this.zones.ofRequestAt(slot, instance));
  }

  private begin(slot: number, instance: number, conditions: Conditions): void {
    const { places, work } = this;
    const others = places.take(instance);
    if (this.isSeen) this.note(slot, this.words.began, others + 1);
    if (work === undefined) this.turns!.begin(slot);
    else work.start(slot, conditions, others);
  }

  /** Its own work is done. */
  private finish(slot: number): void {
    const { requests, places } = this;
    const isDone = requests.outcomeOf(slot) === OUTCOME.successful;
    if (isDone && this.turns !== undefined) {
      this.turns.begin(slot);
      return;
    }
    const instance = requests.instanceOf(slot);
    places.leave(instance);
    if (isDone) this.till?.charge(slot);
    places.handOut(instance);
    this.answer(slot);
  }

  private answer(slot: number): void {
    this.book.latency?.record(this.run.agenda.now - this.requests.sinceOf(slot));
    if (this.network === undefined) this.deliver(slot);
    else this.network.back(slot);
  }

  private stop(slot: number): void {
    const place = this.requests.placeOf(slot);
    if (place === PLACE.onTheWay || place === PLACE.onTheWayBack) {
      this.network!.cancel(slot, place === PLACE.onTheWay);
    } else if (place === PLACE.queued) {
      this.places.unqueue(slot);
    } else {
      const instance = this.requests.instanceOf(slot);
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
    this.requests.close(slot);
  }

  private note(slot: number, what: HappeningCode, value: number): void {
    this.run.witness?.note(what, value, this, slot);
  }
}
