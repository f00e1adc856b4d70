import { Agenda } from '../kernel/agenda.ts';
import { BlockJudge } from './books/block-judge.ts';
import type { BreakerWatch, TransitionListener } from './books/breaker-watch.ts';
import { Ledger, type OrderListener } from './books/ledger.ts';
import { LinkBook } from './books/link-book.ts';
import { Witness, type WitnessOptions } from './books/witness.ts';
import { FrontDoor } from './front-door.ts';
import { createLink, type Link, type LinkParts } from './link/link.ts';
import { createLuck } from './luck.ts';
import { Orders } from './orders.ts';
import { InnerRequests } from './requests.ts';
import type { Run } from './run.ts';
import { Service } from './service/service.ts';
import type { Graph } from './topology/graph.ts';
import { BACKUP, FRONT, GATEWAY, graphOf, type ShortForm } from './topology/short-form.ts';
import { type Traffic, trafficOf } from './traffic/index.ts';
import { peaksOf } from './traffic/peaks.ts';

/** What a world is built from; `orderService.pipeline` is the arm's. */
export interface WorldSettings extends ShortForm {
  readonly seed: number;
  readonly traffic: Traffic;
}

/** A second service that fallbacks turn to, and the calls to it. */
export interface Backup {
  readonly service: Service;
  readonly book: LinkBook;
}

export interface WorldListeners extends WitnessOptions {
  readonly orders: OrderListener;
  readonly onTransition: TransitionListener;
}

/** The whole model, wired: traffic, services and the links between them. Time stands at 0. */
export interface World {
  readonly agenda: Agenda;
  readonly orders: Orders;
  readonly ledger: Ledger;
  readonly services: readonly Service[];
  /** A link that begins within the pipeline of another comes after it. */
  readonly links: readonly Link[];
  readonly orderService: Service;
  readonly paymentService: Service;
  /** The calls to the PaymentService. */
  readonly calls: LinkBook;
  readonly backup: Backup | undefined;
  /** One for each place of a pipeline that has a breaker, outermost first. */
  readonly breakers: readonly BreakerWatch[];
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
  const ledger = new Ledger(orders, listeners.orders);
  const names = graph.services.map(({ name }) => name);
  const isWitnessed = listeners.onCall !== undefined || listeners.keepsLives;
  const run: Run = {
    agenda,
    orders,
    ledger,
    luck: createLuck(seed),
    blocks: new BlockJudge(agenda, ledger, isScripted(graph) ? [] : peaksOf(traffic)),
    witness: isWitnessed ? new Witness(agenda, orders, names, listeners) : undefined,
  };
  const services = graph.services.map(
    (node, place) =>
      new Service(
        run,
        node,
        createLuck(seed, node.luck),
        place === FRONT ? orders : new InnerRequests(orders),
      ),
  );
  const front = services[FRONT]!;
  const door = new FrontDoor(run, front, (number) => source.orderEnded(number));
  const links = connect(graph, {
    run,
    services,
    luckOf: (name) => createLuck(seed, name),
    onTransition: listeners.onTransition,
  });
  const source = trafficOf(traffic)(run, (number, amountCents) => door.arrive(number, amountCents));
  const backup = services[BACKUP];

  return {
    agenda,
    orders,
    ledger,
    services,
    links,
    orderService: front,
    paymentService: services[GATEWAY]!,
    calls: bookOf(links, services[GATEWAY]!),
    backup: backup && { service: backup, book: bookOf(links, backup) },
    breakers: links.flatMap(({ breakers }) => breakers),
    witness: run.witness,
    audit: () => {
      ledger.audit();
      for (const link of links) link.audit();
      for (const service of services) service.audit();
    },
  };
}

/** Whether anything in the scenario makes trouble by itself. */
function isScripted({ services }: Graph): boolean {
  return services.some(({ settings }) => settings.script.length > 0);
}

/** Makes the links of every service; returns them all, those within the pipelines of others included. */
function connect({ services }: Graph, parts: Omit<LinkParts, 'onLink'>): Link[] {
  const links: Link[] = [];
  services.forEach((node, place) => {
    if (node.calls.length === 0) return;
    const from = parts.services[place]!;
    const turns = node.calls.map((call) => {
      const start = {
        from,
        outer: from,
        pipeline: `${node.name} to ${services[call.to]!.name}`,
        heardBy: undefined,
        settles: place === FRONT && call.isEssential,
      };
      const link = createLink(call, start, { ...parts, onLink: (made) => links.push(made) });
      return { link, isEssential: call.isEssential };
    });
    from.connect(turns);
  });
  return links;
}

function bookOf(links: readonly Link[], service: Service): LinkBook {
  // A backup that nobody turns to has no calls.
  return links.find(({ to }) => to === service)?.book ?? new LinkBook();
}
