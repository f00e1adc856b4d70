import { Agenda } from '../kernel/agenda.ts';
import { type Durations, Histogram } from '../kernel/histogram.ts';
import { BlockJudge } from './books/block-judge.ts';
import type { BreakerWatch, TransitionListener } from './books/breaker-watch.ts';
import { type CallSums, callSums } from './books/call-sums.ts';
import type { ClassBook } from './books/class-book.ts';
import { Ledger, type OrderListener } from './books/ledger.ts';
import type { LinkBook } from './books/link-book.ts';
import { Witness, type WitnessOptions } from './books/witness.ts';
import { FrontDoor } from './front-door.ts';
import { connect } from './link/connect.ts';
import { createLuck } from './luck.ts';
import { Orders } from './orders.ts';
import { Requests } from './requests.ts';
import type { Run } from './run.ts';
import { Service } from './service/service.ts';
import type { ServiceAccount } from './service/service-account.ts';
import type { Graph } from './topology/graph.ts';
import { type GraphSource, graphOf } from './topology/graph-of.ts';
import { Ways } from './topology/ways.ts';
import { OrderClasses } from './traffic/classes.ts';
import { type Traffic, trafficOf } from './traffic/index.ts';
import { peaksOf } from './traffic/peaks.ts';

/** What a world is built from; the pipelines are the arm's. */
export interface WorldSettings extends GraphSource {
  readonly seed: number;
  readonly traffic: Traffic;
}

/** A second service that fallbacks turn to, and the calls to it. */
export interface Backup {
  readonly service: ServiceAccount;
  readonly book: CallSums;
}

/** The calls from one service to another. */
export interface Connection {
  readonly from: { readonly name: string };
  readonly to: { readonly name: string };
  readonly book: LinkBook;
}

export interface WorldListeners extends WitnessOptions {
  /** Undefined where nobody wants to know. */
  readonly orders: OrderListener | undefined;
  /** Whether somebody reads what came of the orders of each tick. */
  readonly ticks: boolean;
  readonly onTransition: TransitionListener;
}

/** Makes a world, at time 0. */
export type WorldMaker = (settings: WorldSettings, listeners: WorldListeners) => World;

/** The whole model, wired: traffic, services and the links between them. Time stands at 0. */
export interface World {
  readonly agenda: Agenda;
  readonly orders: Orders;
  readonly ledger: Ledger;
  /** The one where orders arrive first. */
  readonly services: readonly ServiceAccount[];
  /** By the services at both ends. */
  readonly connections: readonly Connection[];
  /** The services that orders are paid at, and the waits in their queues. */
  readonly gateways: readonly ServiceAccount[];
  readonly queueWait: Durations;
  /** The calls of the front service, but for those to the backup of the short form. */
  readonly calls: CallSums;
  readonly backup: Backup | undefined;
  /** One for each place of a pipeline that has a breaker; of one pipeline the outermost first. */
  readonly breakers: readonly BreakerWatch[];
  /** Present where orders are of classes. */
  readonly classes: ClassBook | undefined;
  /** Present where somebody looks at single orders or calls. */
  readonly witness: Witness | undefined;
  /** Throws a Bug if orders, requests, calls, money or waiting times do not add up. */
  audit(): void;
}

export function createWorld(settings: WorldSettings, listeners: WorldListeners): World {
  const { seed, traffic } = settings;
  const graph = graphOf(settings);
  const agenda = new Agenda();
  const orders = new Orders();
  const ledger = new Ledger(orders, listeners);
  const names = graph.services.map(({ name }) => name);
  const { onCall, keepsLives, follower } = listeners;
  const isWitnessed = onCall !== undefined || keepsLives || follower !== undefined;
  const luck = createLuck(seed);
  const run: Run = {
    agenda,
    orders,
    ledger,
    luck,
    ways: settings.regions && new Ways(agenda, settings.regions),
    classes: traffic.classes && new OrderClasses(traffic.classes, luck),
    blocks: new BlockJudge(agenda, ledger, isScripted(graph, settings) ? [] : peaksOf(traffic)),
    witness: isWitnessed ? new Witness(agenda, names, listeners) : undefined,
  };
  const services = graph.services.map((node, place) => {
    const requests = place === 0 ? orders.requests : new Requests(orders.requests);
    return new Service(run, node, createLuck(seed, node.luck), requests);
  });
  const front = services[0]!;
  const door = new FrontDoor(run, front, traffic.regions);
  const { onTransition } = listeners;
  const { links, calls } = connect(graph, run, { services, seed, onTransition });
  const source = trafficOf(traffic)(run, (number, amountCents) => door.arrive(number, amountCents));
  door.open(source);
  const gateways = graph.gateways.map((place) => services[place]!);
  const backup = graph.backup === undefined ? undefined : services[graph.backup]!;
  const booksOf = (to: (service: Service) => boolean) =>
    calls.filter((one) => one.from === front && to(one.to)).map(({ book }) => book);

  return {
    agenda,
    orders,
    ledger,
    services,
    connections: calls,
    gateways,
    queueWait: Histogram.together(gateways.map(({ places }) => places.meter.queueWait)),
    calls: callSums(booksOf((to) => to !== backup)),
    backup: backup && { service: backup, book: callSums(booksOf((to) => to === backup)) },
    breakers: links.flatMap(({ breakers }) => breakers),
    classes: door.classBook,
    witness: run.witness,
    audit: () => {
      ledger.audit();
      for (const { from, to, book, links: over } of calls) {
        const inFlight = over.reduce((sum, link) => sum + link.countInFlight(), 0);
        book.audit(from.name, to.name, inFlight);
      }
      for (const service of services) service.audit();
    },
  };
}

/** Whether anything in the scenario makes trouble by itself. */
export function isScripted({ services }: Graph, { regions }: WorldSettings): boolean {
  if (regions !== undefined && regions.script.length > 0) return true;
  return services.some(({ settings }) => settings.script.length > 0);
}
