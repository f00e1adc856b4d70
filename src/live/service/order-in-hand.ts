import { AsyncLocalStorage } from 'node:async_hooks';

/** An order as one service has it in hand. */
export class OrderInHand {
  readonly number: number;
  readonly amountCents: number;
  /** Something stood in for the service that is called at present. */
  isSubstituted = false;
  isDeferred = false;
  /** Calls so far by the place of the service that is called, blocked ones included: the key to their luck. */
  private readonly calls = new Map<number, number>();
  /** By link, calls and tries that were turned away: the key to the luck of what is no call. */
  private readonly tries = new Map<number, number>();

  constructor(number: number, amountCents: number) {
    this.number = number;
    this.amountCents = amountCents;
  }

  /** One more call over `link` to the service at `to`, blocked ones included; which it is, from 1. */
  nextCall(link: number, to: number): number {
    const call = (this.calls.get(to) ?? 0) + 1;
    this.calls.set(to, call);
    this.countTry(link);
    return call;
  }

  countTry(link: number): void {
    this.tries.set(link, this.triesOver(link) + 1);
  }

  triesOver(link: number): number {
    return this.tries.get(link) ?? 0;
  }
}

/** Which order it is that a guard of the library tells of: guards know of calls only. */
export const inHand = new AsyncLocalStorage<OrderInHand>();
