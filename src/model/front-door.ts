import { ClassBook } from './books/class-book.ts';
import { HAPPENING } from './books/happening.ts';
import type { Caller } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Run } from './run.ts';
import type { Service } from './service/service.ts';
import { Distances } from './topology/geography.ts';
import type { OrderClasses } from './traffic/classes.ts';
import { ShareDraw } from './traffic/shares.ts';
import type { OrderSource } from './traffic/traffic-kind.ts';

/** Where orders come in, and where they end. */
export class FrontDoor implements Caller {
  /** Present where orders are of classes. */
  readonly classBook: ClassBook | undefined;
  private readonly run: Run;
  private readonly service: Service;
  private source!: OrderSource;
  /** Present where there are regions: how far it is from those that orders come from, and which it is. */
  private readonly distances: Distances | undefined;
  private readonly origins: ShareDraw;

  /** `from`: the share of orders from each region. */
  constructor(run: Run, service: Service, from: Readonly<Record<string, number>> | undefined) {
    const shares = from ?? {};
    this.run = run;
    this.classBook = run.classes && new ClassBook(run.classes.names);
    this.service = service;
    this.distances =
      run.regions && new Distances(run.regions, Object.keys(shares), service.node.regions);
    this.origins = new ShareDraw(Object.values(shares), run.luck.regions);
    service.addCaller(this);
  }

  /** `source` is told the number of every order that ends. */
  open(source: OrderSource): void {
    this.source = source;
  }

  arrive(number: number, amountCents: number): void {
    const { agenda, orders, ledger, witness, classes } = this.run;
    const origin = this.distances === undefined ? 0 : Math.max(0, this.origins.of(number));
    const instance = this.pick(number, origin);
    const slot = orders.open(number, agenda.now, amountCents, instance);
    if (this.distances !== undefined) {
      const farMs = this.distances.ms(origin, this.service.stand.regionOf(instance));
      orders.requests.setFarMs(slot, farMs);
    }
    if (classes !== undefined) this.classify(slot, classes);
    ledger.arrive(slot);
    witness?.note(slot, HAPPENING.arrived, orders.amountCentsOf(slot));
    this.service.send(slot);
  }

  end(slot: number, outcome: Outcome): void {
    const { agenda, orders, ledger, witness } = this.run;
    witness?.note(slot, HAPPENING.ended, outcome);
    this.source.orderEnded(orders.numberOf(slot));
    this.classBook?.end(orders.classOf(slot), outcome);
    ledger.endOrder(slot, outcome, agenda.now);
  }

  /** An instance in the region that is nearest. */
  private pick(number: number, origin: number): number {
    const { service, distances } = this;
    if (distances === undefined) return service.stand.pick(number, 0);
    return service.stand.pickIn(distances.nearest[origin]![0]!, number, 0, undefined);
  }

  private classify(slot: number, classes: OrderClasses): void {
    const { orders } = this.run;
    const number = orders.numberOf(slot);
    const place = classes.of(number);
    orders.classify(slot, place, classes.amountCents(place, number, orders.amountCentsOf(slot)));
    this.classBook!.arrive(place);
  }
}
