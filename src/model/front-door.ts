import { ClassBook } from './books/class-book.ts';
import { HAPPENING } from './books/happening.ts';
import type { Caller } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Run } from './run.ts';
import type { Service } from './service/service.ts';
import { Distances } from './topology/distances.ts';
import type { OrderClasses } from './traffic/classes.ts';
import { ShareDraw } from './traffic/shares.ts';

/** Where orders come in, and where they end. */
export class FrontDoor implements Caller {
  /** Present where orders are of classes. */
  readonly classBook: ClassBook | undefined;
  private readonly run: Run;
  private readonly service: Service;
  private readonly onEnd: (number: number) => void;
  /** Present where there are regions: how far it is from those that orders come from, and which it is. */
  private readonly distances: Distances | undefined;
  private readonly origins: ShareDraw;

  /** `from`: the share of orders from each region; `onEnd` is told the number of every order that ends. */
  constructor(
    run: Run,
    service: Service,
    from: Readonly<Record<string, number>> | undefined,
    onEnd: (number: number) => void,
  ) {
    const shares = from ?? {};
    this.run = run;
    this.classBook = run.classes && new ClassBook(run.classes.names);
    this.service = service;
    this.onEnd = onEnd;
    this.distances = run.ways && new Distances(run.ways, Object.keys(shares), service.node.regions);
    this.origins = new ShareDraw(Object.values(shares), run.luck.regions);
    service.addCaller(this);
  }

  arrive(number: number, amountCents: number): void {
    const { agenda, orders, ledger, witness, classes } = this.run;
    const origin = this.distances === undefined ? 0 : Math.max(0, this.origins.of(number));
    const instance = this.pick(number, origin);
    const slot = orders.open(number, agenda.now, amountCents, instance);
    if (this.distances !== undefined) {
      orders.way[slot] = this.distances.way(origin, this.service.stand.regionOf(instance));
    }
    if (classes !== undefined) this.classify(slot, classes);
    ledger.arrive(slot);
    witness?.note(HAPPENING.arrived, orders.amountCents[slot]!, this.service, slot);
    this.service.send(slot);
  }

  end(slot: number, outcome: Outcome): void {
    const { agenda, orders, ledger, witness } = this.run;
    witness?.note(HAPPENING.ended, outcome, this.service, slot);
    this.onEnd(orders.number[slot]!);
    this.classBook?.end(orders.class[slot]!, outcome);
    ledger.endOrder(slot, outcome, agenda.now);
  }

  /** An instance in the region that is nearest. */
  private pick(number: number, origin: number): number {
    const { service, distances } = this;
    if (distances === undefined) return service.stand.balance.pick(number, 0);
    return service.stand.pickIn(distances.nearest[origin]![0]!, number, 0, undefined);
  }

  private classify(slot: number, classes: OrderClasses): void {
    const { orders } = this.run;
    const number = orders.number[slot]!;
    const place = classes.of(number);
    orders.class[slot] = place;
    orders.amountCents[slot] = classes.amountCents(place, number, orders.amountCents[slot]!);
    this.classBook!.arrive(place);
  }
}
