import { Agenda } from '../kernel/agenda.ts';
import {
  BreakerWatch,
  breakerPlaces,
  type TransitionListener,
  type WatchListeners,
} from './books/breaker-watch.ts';
import { BackupBook } from './books/call-book.ts';
import { Ledger, type OrderListener } from './books/ledger.ts';
import { Witness, type WitnessOptions } from './books/witness.ts';
import { createLuck } from './luck.ts';
import { OrderService } from './order-service.ts';
import type { OrderServiceSettings } from './order-settings.ts';
import { Orders } from './orders.ts';
import { OUTCOME, type Outcome } from './outcome.ts';
import { BackupStage } from './pipeline/backup-stage.ts';
import { BreakerStage } from './pipeline/breaker-stage.ts';
import { createStage } from './pipeline/index.ts';
import type { Callee, Caller } from './pipeline/policy-stage.ts';
import type { Run } from './run.ts';
import { PaymentClient } from './service/payment-client.ts';
import type { PaymentService } from './service/payment-service.ts';
import type { PaymentServiceSettings } from './service/payment-settings.ts';
import { type Traffic, trafficOf } from './traffic/index.ts';
import { peaksOf } from './traffic/peaks.ts';

/** What a world is built from; `orderService.pipeline` is the arm's. */
export interface WorldSettings {
  readonly seed: number;
  readonly traffic: Traffic;
  readonly orderService: OrderServiceSettings;
  readonly paymentService: PaymentServiceSettings;
  /** What a fallback of kind `backup` turns to; left out where there is none. */
  readonly backupService?: PaymentServiceSettings | undefined;
}

/** The backup service, with books of its own. */
export interface Backup {
  readonly service: PaymentService;
  readonly book: BackupBook;
}

export interface WorldListeners extends WitnessOptions {
  readonly orders: OrderListener;
  readonly onTransition: TransitionListener;
}

/** The whole model, wired: traffic, OrderService, pipeline, PaymentService. Time stands at 0. */
export interface World {
  readonly agenda: Agenda;
  readonly orders: Orders;
  readonly ledger: Ledger;
  readonly orderServices: readonly OrderService[];
  readonly paymentService: PaymentService;
  readonly backup: Backup | undefined;
  /** One for each place of the pipeline that has a breaker, outermost first. */
  readonly breakers: readonly BreakerWatch[];
  /** Present where somebody looks at single orders or calls. */
  readonly witness: Witness | undefined;
  /** Throws a Bug if orders, calls, money or waiting times do not add up. */
  audit(): void;
}

export function createWorld(settings: WorldSettings, listeners: WorldListeners): World {
  const { seed, traffic, orderService, paymentService } = settings;
  const agenda = new Agenda();
  const orders = new Orders();
  const ledger = new Ledger(orders, listeners.orders);
  const isWitnessed = listeners.onCall !== undefined || listeners.keepsLives;
  const witness = isWitnessed ? new Witness(agenda, orders, listeners) : undefined;
  const run: Run = { agenda, orders, ledger, luck: createLuck(seed), blocked, witness };
  const client = new PaymentClient(run, 'PaymentService', paymentService, ledger);
  const backup = createBackup(run, settings);

  let lastToBlock: BreakerWatch | undefined;
  const watchListeners: WatchListeners = {
    onTransition: listeners.onTransition,
    onBlock: (watch) => {
      lastToBlock = watch;
    },
  };
  const breakers = breakerPlaces(orderService.pipeline).map(
    (place) => new BreakerWatch(place, agenda, watchListeners),
  );

  const peaks = paymentService.script.length > 0 ? [] : peaksOf(traffic);
  const atPeak = () =>
    peaks.some(({ fromMs, untilMs }) => fromMs <= agenda.now && agenda.now < untilMs);
  // Whoever blocks an order's last call is the last to have blocked any: it is told in the same breath.
  function blocked(slot: number): void {
    const isFit = client.service.isFit && !atPeak();
    if (isFit) ledger.blockWhileFit(slot);
    lastToBlock!.blockedOrder(orders.instance[slot]!, isFit);
  }

  const onEnd = (slot: number, outcome: Outcome): void => {
    if (outcome === OUTCOME.blocked) blocked(slot);
    source.orderEnded(orders.number[slot]!);
  };
  const surroundings = { client, backup: backup?.client, breakers };
  const orderServices = Array.from({ length: orderService.instances }, (_, instance) => {
    const service = new OrderService(run, orderService, onEnd);
    wirePipeline(run, orderService, service, instance, surroundings);
    return service;
  });
  const source = trafficOf(traffic)(run, (number, amountCents) => {
    const instance = number % orderServices.length;
    orderServices[instance]!.arrive(orders.open(number, agenda.now, amountCents, instance));
  });

  return {
    agenda,
    orders,
    ledger,
    orderServices,
    paymentService: client.service,
    backup,
    breakers,
    witness,
    audit: () => {
      ledger.audit(client.service.countWanted());
      client.service.audit();
      backup?.book.audit(backup.service.countWanted());
      backup?.service.audit();
    },
  };
}

/** Its luck is its own. */
function createBackup(
  run: Run,
  { seed, backupService }: WorldSettings,
): (Backup & { readonly client: PaymentClient }) | undefined {
  if (backupService === undefined) return undefined;
  const book = new BackupBook(run.orders);
  const ownRun = { ...run, luck: createLuck(seed, 'backup ') };
  const client = new PaymentClient(ownRun, 'backup service', backupService, book);
  return { service: client.service, book, client };
}

/** What the pipelines of all instances share. */
interface Surroundings {
  readonly client: PaymentClient;
  readonly backup: PaymentClient | undefined;
  readonly breakers: readonly BreakerWatch[];
}

/** The policies of one instance, from its OrderService inward to the client. */
function wirePipeline(
  run: Run,
  { pipeline }: OrderServiceSettings,
  orderService: OrderService,
  instance: number,
  { client, backup, breakers }: Surroundings,
): void {
  let outer: Caller & { connect(inner: Callee): void } = orderService;
  let outermost: BreakerStage | undefined;
  pipeline.forEach((policy, place) => {
    const watch = breakers.find((breaker) => breaker.place === place);
    const stage = createStage(policy, outer, run, {
      instance,
      service: client.service,
      backup,
      watch,
    });
    if (stage instanceof BreakerStage) outermost ??= stage;
    // A breaker further out hears of the backup's calls too; one further in does not.
    if (stage instanceof BackupStage) backup?.serve(stage, outermost);
    outer.connect(stage);
    outer = stage;
  });
  outer.connect(client);
  client.serve(outer, outermost);
}
