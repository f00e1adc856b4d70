import { ClassBook } from './books/class-book.ts';
import { HAPPENING } from './books/happening.ts';
import type { Caller } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Run } from './run.ts';
import type { Service } from './service/service.ts';
import type { OrderClasses } from './traffic/classes.ts';

/** Where orders come in, and where they end. */
export class FrontDoor implements Caller {
  /** Present where orders are of classes. */
  readonly classBook: ClassBook | undefined;
  private readonly run: Run;
  private readonly service: Service;
  private readonly onEnd: (number: number) => void;

  /** `onEnd` is told the number of every order that ends. */
  constructor(run: Run, service: Service, onEnd: (number: number) => void) {
    this.run = run;
    this.classBook = run.classes && new ClassBook(run.classes.names);
    this.service = service;
    this.onEnd = onEnd;
    service.addCaller(this);
  }

  arrive(number: number, amountCents: number): void {
    const { agenda, orders, ledger, witness, classes } = this.run;
    const instance = this.service.balance.pick(number, 0);
    const slot = orders.open(number, agenda.now, amountCents, instance);
    if (classes !== undefined) this.classify(slot, classes);
    ledger.arrive(slot);
    witness?.note(slot, HAPPENING.arrived, orders.amountCents[slot]!);
    this.service.send(slot);
  }

  end(slot: number, outcome: Outcome): void {
    const { agenda, orders, ledger, witness } = this.run;
    witness?.note(slot, HAPPENING.ended, outcome);
    this.onEnd(orders.number[slot]!);
    this.classBook?.end(orders.class[slot]!, outcome);
    ledger.endOrder(slot, outcome, agenda.now);
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
