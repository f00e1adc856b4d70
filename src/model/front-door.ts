import { ClassBook } from './books/class-book.ts';
import { HAPPENING } from './books/happening.ts';
import type { Caller } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Run } from './run.ts';
import type { Service } from './service/service.ts';
import { Distances } from './topology/distances.ts';
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
    this.distances = run.ways && new Distances(run.ways, Object.keys(shares), service.node.regions);
    this.origins = new ShareDraw(Object.values(shares), run.luck.regions);
    service.addCaller(this);
  }

  /** `source` is told the number of every order that ends. */
  open(source: OrderSource): void {
    this.source = source;
  }

  arrive(number: number, amountCents: number): void {
    const { run, service, distances } = this;
    const { orders, classes } = run;
    const instance =
      distances === undefined ? service.stand.pick(number, 0) : this.nearest(number, distances);
    const slot = orders.open(number, run.agenda.now, amountCents, instance);
    if (distances !== undefined) this.place(slot, distances);
    if (classes !== undefined) this.classify(slot, classes);
    run.ledger.arrive(slot);
    if (run.witness !== undefined) {
      run.witness.note(HAPPENING.arrived, orders.amountCentsOf(slot), service, slot);
    }
    service.send(slot);
  }

  end(slot: number, outcome: Outcome): void {
    const { agenda, orders, ledger, witness } = this.run;
    if (witness !== undefined) witness.note(HAPPENING.ended, outcome, this.service, slot);
    this.source.orderEnded(orders.numberOf(slot));
    this.classBook?.end(orders.classOf(slot), outcome);
    ledger.endOrder(slot, outcome, agenda.now);
  }

  /** An instance in the region that is nearest to where the order comes from. */
  private nearest(number: number, { nearest }: Distances): number {
    const region = nearest[this.originOf(number)]![0]!;
    return this.service.stand.pickIn(region, number, 0, undefined);
  }

  private place(slot: number, distances: Distances): void {
    const { requests } = this.run.orders;
    const region = this.service.stand.regionOf(requests.instanceOf(slot));
    requests.setWay(slot, distances.way(this.originOf(requests.numberOf(slot)), region));
  }

  /** The place of the region that the order so numbered comes from. */
  private originOf(number: number): number {
    return Math.max(0, this.origins.of(number));
  }

  private classify(slot: number, classes: OrderClasses): void {
    const { orders } = this.run;
    const number = orders.numberOf(slot);
    const place = classes.of(number);
    orders.classify(slot, place, classes.amountCents(place, number, orders.amountCentsOf(slot)));
    this.classBook!.arrive(place);
  }
}
