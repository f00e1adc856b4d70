import { Agenda } from '../../kernel/agenda.ts';
import { assert, assertNever } from '../../kernel/assert.ts';
import { Histogram } from '../../kernel/histogram.ts';
import { BlockJudge } from '../books/block-judge.ts';
import type { BreakerWatch } from '../books/breaker-watch.ts';
import { callSums } from '../books/call-sums.ts';
import { ClassBook } from '../books/class-book.ts';
import { Ledger } from '../books/ledger.ts';
import { createLuck } from '../luck.ts';
import { Orders } from '../orders.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { graphOf } from '../topology/graph-of.ts';
import { Ways } from '../topology/ways.ts';
import { OrderClasses } from '../traffic/classes.ts';
import { peaksOf } from '../traffic/peaks.ts';
import {
  isScripted,
  type World,
  type WorldListeners,
  type WorldMaker,
  type WorldSettings,
} from '../world.ts';
import type { Feed } from './feed.ts';
import type { Observation } from './observation.ts';
import type { ObservedLink } from './observed-link.ts';
import { observedLinks } from './observed-links.ts';
import { ObservedService, type OfRequest } from './observed-service.ts';

/** A world whose events are those that come through `feed`: what real services did, in the simulator's books. */
export function observedWorld(feed: Feed): WorldMaker {
  return (settings, listeners) => {
    const observer = new Bookkeeper(settings, listeners);
    feed.attach(observer.agenda, (observation) => observer.note(observation));
    return observer.world();
  };
}

/** A circuit that blocked a call. */
type Blocker = { readonly watch: BreakerWatch; readonly cell: number };

class Bookkeeper {
  readonly agenda = new Agenda();
  /** Nobody's slot is ever given back: an order may be charged long after its end. */
  private readonly orders = new Orders();
  private readonly slots = new Map<number, number>();
  private readonly ledger: Ledger;
  private readonly judge: BlockJudge;
  private readonly services: readonly ObservedService[];
  private readonly links: readonly ObservedLink[];
  private readonly gateways: readonly number[];
  private readonly backup: number | undefined;
  private readonly classes: OrderClasses | undefined;
  private readonly classBook: ClassBook | undefined;
  /** By order, the circuit that blocked its latest call, where that was blocked. */
  private readonly blockedBy = new Map<number, Blocker>();

  constructor(settings: WorldSettings, listeners: WorldListeners) {
    const graph = graphOf(settings);
    const { agenda, orders } = this;
    this.ledger = new Ledger(orders, listeners);
    const { seed, traffic } = settings;
    const peaks = isScripted(graph, settings) ? [] : peaksOf(traffic);
    this.judge = new BlockJudge(agenda, this.ledger, peaks);
    this.classes = traffic.classes && new OrderClasses(traffic.classes, createLuck(seed));
    this.classBook = this.classes && new ClassBook(this.classes.names);
    const names = this.classes?.names;
    this.services = graph.services.map(
      (node) => new ObservedService(agenda, node, names, createLuck(seed, node.luck)),
    );
    this.gateways = graph.gateways;
    this.backup = graph.backup;
    const ways = settings.regions && new Ways(agenda, settings.regions);
    this.links = observedLinks(graph, {
      agenda,
      services: this.services,
      ways,
      classes: names ?? [],
      onTransition: listeners.onTransition,
    });
  }

  world(): World {
    const { agenda, orders, ledger, services, links } = this;
    const gateways = this.gateways.map((place) => services[place]!);
    const backup = this.backup === undefined ? undefined : services[this.backup]!;
    const ofFront = links.filter(({ from }) => from === services[0]);
    const booksTo = (to: (service: ObservedService) => boolean) => [
      ...new Set(ofFront.filter((link) => to(link.to)).map(({ book }) => book)),
    ];
    return {
      agenda,
      orders,
      ledger,
      services,
      connections: links.filter(
        ({ book }, place) => links.findIndex((other) => other.book === book) === place,
      ),
      gateways,
      queueWait: Histogram.together(gateways.map(({ places }) => places.meter.queueWait)),
      calls: callSums(booksTo((to) => to !== backup)),
      backup: backup && { service: backup, book: callSums(booksTo((to) => to === backup)) },
      breakers: links.flatMap(({ breakers }) => breakers),
      classes: this.classBook,
      witness: undefined,
      audit: () => this.audit(),
    };
  }

  note(seen: Observation): void {
    switch (seen.what) {
      case 'arrived':
        this.arrive(seen.order, seen.amountCents);
        break;
      case 'ended':
        this.end(seen.order, seen.outcome);
        break;
      case 'over':
        this.agenda.halt();
        break;
      case 'degraded':
        this.orders.degrade(this.slotOf(seen.order));
        break;
      case 'deferred':
        this.ledger.defer(this.slotOf(seen.order), this.agenda.now);
        break;
      case 'settled':
        this.ledger.settle(this.slotOf(seen.order), seen.outcome, this.agenda.now);
        break;
      case 'called':
      case 'callEnded':
      case 'blocked':
      case 'turnedAway':
      case 'changed':
        this.noteOfLink(seen);
        break;
      case 'ejected':
        this.services[seen.to]!.outliers.get(seen.from)!.book.eject();
        break;
      case 'takenBack':
        this.services[seen.to]!.outliers.get(seen.from)!.book.takeBack();
        break;
      case 'crashed':
        this.crash(seen.service, seen.instance);
        break;
      default:
        this.noteOfRequest(seen);
        break;
    }
  }

  private noteOfRequest(seen: OfRequest): void {
    const service = this.services[seen.service]!;
    if (seen.what !== 'charged') {
      service.note(seen);
      return;
    }
    const slot = this.slotOf(seen.order);
    this.ledger.charge(slot);
    service.charge(this.orders.amountCentsOf(slot));
  }

  private noteOfLink(seen: Extract<Observation, { link: number }>): void {
    const link = this.links[seen.link]!;
    switch (seen.what) {
      case 'called':
        this.blockedBy.delete(seen.order);
        link.call(seen.request, seen.instance);
        break;
      case 'callEnded':
        if (link.placed.isBackup && seen.outcome === OUTCOME.successful) {
          this.orders.payViaBackup(this.slotOf(seen.order));
        }
        link.endCall(seen.request, seen.outcome);
        break;
      case 'blocked':
        this.blockedBy.set(seen.order, link.block(seen));
        break;
      case 'turnedAway':
        link.book.rejections[seen.by]++;
        break;
      case 'changed':
        link.change(seen, seen);
        break;
      default:
        assertNever(seen);
    }
  }

  private arrive(order: number, amountCents: number): void {
    assert(!this.slots.has(order), () => `order ${order} arrives twice`);
    const slot = this.orders.open(order, this.agenda.now, amountCents, 0);
    this.slots.set(order, slot);
    if (this.classes !== undefined) {
      const place = this.classes.of(order);
      this.orders.classify(slot, place, amountCents);
      this.classBook!.arrive(place);
    }
    this.ledger.arrive(slot);
  }

  private end(order: number, outcome: Outcome): void {
    const slot = this.slotOf(order);
    const blocker = this.blockedBy.get(order);
    if (blocker !== undefined) {
      this.judge.blocked(blocker.watch, blocker.cell);
      this.judge.judge(this.orders.requests, slot);
      this.blockedBy.delete(order);
    }
    this.classBook?.end(this.orders.classOf(slot), outcome);
    this.ledger.endOrder(slot, outcome, this.agenda.now);
  }

  private crash(place: number, instance: number): void {
    const service = this.services[place]!;
    service.crash(instance);
    for (const link of this.links) if (link.from === service) link.crash(instance);
  }

  private audit(): void {
    this.ledger.audit();
    for (const link of this.links) {
      const { book, from, to } = link;
      const sharing = this.links.filter((other) => other.book === book);
      const inFlight = sharing.reduce((sum, one) => sum + one.countInFlight(), 0);
      book.audit(from.name, to.name, inFlight);
    }
    for (const service of this.services) service.audit();
  }

  private slotOf(order: number): number {
    const slot = this.slots.get(order);
    assert(slot !== undefined, () => `order ${order} is not known`);
    return slot;
  }
}
