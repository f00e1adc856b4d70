import { Agenda } from '../kernel/agenda.ts';
import { BreakerWatch, breakerPlaces, type TransitionListener } from './breaker-watch.ts';
import { BackupBook } from './call-book.ts';
import type { Desk } from './desk.ts';
import { Diary } from './diary.ts';
import { createFlood } from './flood.ts';
import { Journal, type JournalEntry } from './journal.ts';
import { Ledger, type OrderListener } from './ledger.ts';
import { createLuck } from './luck.ts';
import { OrderService } from './order-service.ts';
import type { OrderServiceSettings } from './order-settings.ts';
import { Orders } from './orders.ts';
import { OUTCOME, type Outcome } from './outcome.ts';
import { PaymentClient } from './payment-client.ts';
import type { PaymentService } from './payment-service.ts';
import type { PaymentServiceSettings } from './payment-settings.ts';
import { BackupStage } from './pipeline/backup-stage.ts';
import { type BreakerListener, BreakerStage } from './pipeline/breaker-stage.ts';
import { createStage } from './pipeline/index.ts';
import type { Callee, Caller } from './stage.ts';
import type { Traffic } from './traffic-settings.ts';

/** What a checkout is built from; `orderService.pipeline` is the arm's. */
export interface CheckoutSettings {
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

export interface CheckoutListeners {
  readonly orders: OrderListener;
  readonly onTransition: TransitionListener;
  /** Present when somebody follows call by call. */
  readonly onCall: ((entry: JournalEntry) => void) | undefined;
  /** True when somebody looks at single orders. */
  readonly keepsDiary?: boolean;
}

/** The whole model, wired: traffic, OrderService, pipeline, PaymentService. Time stands at 0. */
export interface Checkout {
  readonly agenda: Agenda;
  readonly ledger: Ledger;
  readonly orderServices: readonly OrderService[];
  readonly paymentService: PaymentService;
  readonly backup: Backup | undefined;
  /** One for each place of the pipeline that has a breaker, outermost first. */
  readonly breakers: readonly BreakerWatch[];
  readonly journal: Journal | undefined;
  readonly diary: Diary | undefined;
  /** Throws a Bug if orders, calls, money or waiting times do not add up. */
  audit(): void;
}

export function createCheckout(settings: CheckoutSettings, listeners: CheckoutListeners): Checkout {
  const { traffic, orderService, paymentService } = settings;
  const agenda = new Agenda();
  const orders = new Orders();
  const ledger = new Ledger(orders, listeners.orders);
  const journal =
    listeners.onCall === undefined ? undefined : new Journal(agenda, orders, listeners.onCall);
  const diary = listeners.keepsDiary === true ? new Diary(agenda, orders) : undefined;
  const desk: Desk = { agenda, orders, ledger, luck: createLuck(settings.seed), journal, diary };
  const breakers = breakerPlaces(orderService.pipeline).map(
    (place) => new BreakerWatch(place, agenda, listeners.onTransition),
  );
  const client = new PaymentClient(desk, paymentService, ledger);
  const backup = createBackup(desk, settings);

  let lastToBlock = breakers[0];
  const onBlock = (watch: BreakerWatch): void => {
    lastToBlock = watch;
  };
  const onEnd = (order: number, outcome: Outcome): void => {
    // Whoever blocks a call ends the order in the same breath, or the order does not end as blocked.
    if (outcome === OUTCOME.blocked) {
      if (client.service.isFit) ledger.blockWhileFit(order);
      lastToBlock!.endedOrder(orders.instance[order]!, client.service.isFit);
    }
    flood.orderEnded(orders.number[order]!);
  };
  const orderServices = Array.from({ length: orderService.instances }, (_, instance) =>
    createInstance(
      desk,
      orderService,
      instance,
      { client, backup: backup?.client, breakers, onBlock },
      onEnd,
    ),
  );
  const flood = createFlood(desk, traffic, (number, amountCents) => {
    const instance = number % orderServices.length;
    orderServices[instance]!.arrive(orders.open(number, agenda.now, amountCents, instance));
  });

  return {
    agenda,
    ledger,
    orderServices,
    paymentService: client.service,
    backup,
    breakers,
    journal,
    diary,
    audit: () => {
      ledger.audit(client.service.countWanted());
      client.service.audit();
      backup?.book.audit(backup.service.countWanted());
      backup?.service.audit();
    },
  };
}

/** Its luck is its own, and nobody follows its calls one by one. */
function createBackup(
  desk: Desk,
  { seed, backupService }: CheckoutSettings,
): (Backup & { readonly client: PaymentClient }) | undefined {
  if (backupService === undefined) return undefined;
  const book = new BackupBook(desk.orders);
  const ownDesk = { ...desk, luck: createLuck(seed, 'backup '), journal: undefined };
  const client = new PaymentClient(ownDesk, backupService, book);
  return { service: client.service, book, client };
}

/** What the pipelines of all instances share. */
interface Surroundings {
  readonly client: PaymentClient;
  readonly backup: PaymentClient | undefined;
  readonly breakers: readonly BreakerWatch[];
  readonly onBlock: (watch: BreakerWatch) => void;
}

function createInstance(
  desk: Desk,
  settings: OrderServiceSettings,
  instance: number,
  { client, backup, breakers, onBlock }: Surroundings,
  onEnd: (order: number, outcome: Outcome) => void,
): OrderService {
  const service = new OrderService(desk, settings, onEnd);
  const site = { instance, service: client.service, backup };
  let outer: Caller & { connect(inner: Callee): void } = service;
  let outermostBreaker: BreakerStage | undefined;
  settings.pipeline.forEach((policy, place) => {
    const watch = breakers.find((breaker) => breaker.place === place);
    const listener = watch && listenerFor(watch, desk, onBlock);
    const stage = createStage(policy, outer, desk, { ...site, listener });
    if (stage instanceof BreakerStage) {
      outermostBreaker ??= stage;
      watch?.add(stage);
    }
    if (stage instanceof BackupStage) backup?.serve(stage, undefined);
    outer.connect(stage);
    outer = stage;
  });
  outer.connect(client);
  client.serve(outer, outermostBreaker);
  return service;
}

function listenerFor(
  watch: BreakerWatch,
  { journal }: Desk,
  onBlock: (watch: BreakerWatch) => void,
): BreakerListener {
  return {
    name: watch.name,
    changed: (stage, transition) => {
      journal?.changed(stage, transition);
      watch.changed(stage, transition);
    },
    blocked: () => {
      watch.blocked();
      onBlock(watch);
    },
  };
}
