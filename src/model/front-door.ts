import { HAPPENING } from './books/happening.ts';
import type { Caller } from './call.ts';
import type { Outcome } from './outcome.ts';
import type { Run } from './run.ts';
import type { Service } from './service/service.ts';

/** Where orders come in, and where they end. */
export class FrontDoor implements Caller {
  private readonly run: Run;
  private readonly service: Service;
  private readonly onEnd: (number: number) => void;

  /** `onEnd` is told the number of every order that ends. */
  constructor(run: Run, service: Service, onEnd: (number: number) => void) {
    this.run = run;
    this.service = service;
    this.onEnd = onEnd;
    service.addCaller(this);
  }

  arrive(number: number, amountCents: number): void {
    const { agenda, orders, ledger, witness } = this.run;
    const instance = this.service.balance.pick(number, 0);
    const slot = orders.open(number, agenda.now, amountCents, instance);
    ledger.arrive(slot);
    witness?.note(slot, HAPPENING.arrived, amountCents);
    this.service.send(slot);
  }

  end(slot: number, outcome: Outcome): void {
    const { agenda, orders, ledger, witness } = this.run;
    witness?.note(slot, HAPPENING.ended, outcome);
    this.onEnd(orders.number[slot]!);
    ledger.endOrder(slot, outcome, agenda.now);
  }
}
