import { Agenda } from '../../kernel/agenda.ts';
import { assert, assertNever } from '../../kernel/assert.ts';
import { Histogram } from '../../kernel/histogram.ts';
import { BlockJudge } from '../books/block-judge.ts';
import type { BreakerWatch } from '../books/breaker-watch.ts';
import { callSums } from '../books/call-sums.ts';
import { Ledger } from '../books/ledger.ts';
import { LinkBook } from '../books/link-book.ts';
import { Orders } from '../orders.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import { graphOf } from '../topology/graph-of.ts';
import { peaksOf } from '../traffic/peaks.ts';
import type { World, WorldListeners, WorldMaker, WorldSettings } from '../world.ts';
import type { Feed } from './feed.ts';
import { linksOf } from './links.ts';
import type { Observation } from './observation.ts';
import { ObservedLink } from './observed-link.ts';
import { ObservedService } from './observed-service.ts';

/** A world whose events are those that come through `feed`: what real services did, in the simulator's books. */
export function observedWorld(feed: Feed): WorldMaker {
  return (settings, listeners) => {
    const observer = new Bookkeeper(settings, listeners);
    feed.attach(observer.agenda, (observation) => observer.note(observation));
    return observer.world();
  };
}

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
  /** By order, the breaker that blocked its latest call, where that was blocked. */
  private readonly blockedBy = new Map<number, BreakerWatch>();

  constructor(settings: WorldSettings, listeners: WorldListeners) {
    const graph = graphOf(settings);
    const { agenda, orders } = this;
    this.ledger = new Ledger(orders, listeners);
    const isScripted = graph.services.some((node) => node.settings.script.length > 0);
    const peaks = isScripted ? [] : peaksOf(settings.traffic);
    this.judge = new BlockJudge(agenda, this.ledger, peaks);
    this.services = graph.services.map((node) => new ObservedService(agenda, node));
    this.gateways = graph.gateways;
    this.backup = graph.backup;
    const books = new Map<string, LinkBook>();
    this.links = linksOf(graph).map((placed) => {
      const ends = `${placed.from} ${placed.node.to}`;
      const book = books.get(ends) ?? new LinkBook();
      books.set(ends, book);
      return new ObservedLink(agenda, placed, this.services, book, listeners.onTransition);
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
      classes: undefined,
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
      case 'crashed':
        this.crash(seen.service);
        break;
      default:
        this.noteOfRequest(seen);
        break;
    }
  }

  private noteOfRequest(seen: Extract<Observation, { service: number; order: number }>): void {
    const service = this.services[seen.service]!;
    const request = `${seen.order}/${seen.call}`;
    switch (seen.what) {
      case 'received':
        service.receive(request);
        break;
      case 'queued':
        service.queue(request);
        break;
      case 'began':
        service.begin(request, seen.service === 0);
        break;
      case 'left':
        service.leave(request);
        break;
      case 'refused':
        service.book.refused++;
        break;
      case 'answered':
        service.answer(request, seen.outcome);
        break;
      case 'stopped':
        service.stop(request);
        break;
      case 'charged': {
        const slot = this.slotOf(seen.order);
        this.ledger.charge(slot);
        service.charge(this.orders.amountCentsOf(slot));
        break;
      }
      default:
        assertNever(seen);
    }
  }

  private noteOfLink(seen: Extract<Observation, { link: number }>): void {
    const link = this.links[seen.link]!;
    switch (seen.what) {
      case 'called':
        this.blockedBy.delete(seen.order);
        link.call(`${seen.order}/${seen.call}`);
        break;
      case 'callEnded':
        if (link.placed.isBackup && seen.outcome === OUTCOME.successful) {
          this.orders.payViaBackup(this.slotOf(seen.order));
        }
        link.endCall(`${seen.order}/${seen.call}`, seen.outcome);
        break;
      case 'blocked':
        this.blockedBy.set(seen.order, link.block(seen.breaker));
        break;
      case 'turnedAway':
        link.book.rejections[seen.by]++;
        break;
      case 'changed':
        link.change(seen.breaker, seen.to, seen.reason);
        break;
      default:
        assertNever(seen);
    }
  }

  private arrive(order: number, amountCents: number): void {
    assert(!this.slots.has(order), () => `order ${order} arrives twice`);
    const slot = this.orders.open(order, this.agenda.now, amountCents, 0);
    this.slots.set(order, slot);
    this.ledger.arrive(slot);
  }

  private end(order: number, outcome: Outcome): void {
    const slot = this.slotOf(order);
    const watch = this.blockedBy.get(order);
    if (watch !== undefined) {
      this.judge.blocked(watch, 0);
      this.judge.judge(this.orders.requests, slot);
      this.blockedBy.delete(order);
    }
    this.ledger.endOrder(slot, outcome, this.agenda.now);
  }

  private crash(place: number): void {
    const service = this.services[place]!;
    service.crash();
    for (const link of this.links) if (link.from === service) link.crash();
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
