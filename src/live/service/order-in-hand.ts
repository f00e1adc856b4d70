import { AsyncLocalStorage } from 'node:async_hooks';

/** As in the simulator: tries of one call that the key to their luck keeps apart from those of the next. */
const MOST_TRIES = 2 ** 16;

/** An order as one process has it in hand, for however many requests. */
export class OrderInHand {
  readonly number: number;
  readonly amountCents: number;
  /** The place of its class among all; 0 where there are none. */
  readonly ofClass: number;
  /** Its calls so far by the place of the service called, blocked ones included, as far as it is known here. */
  private readonly calls: number[] = [];

  constructor(number: number, amountCents: number, ofClass: number) {
    this.number = number;
    this.amountCents = amountCents;
    this.ofClass = ofClass;
  }

  /** One more call to the service at this place; which it is, from 1: with the order the key to its luck. */
  nextCall(to: number): number {
    const call = this.callsOf(to) + 1;
    this.calls[to] = call;
    return call;
  }

  callsOf(to: number): number {
    return this.calls[to] ?? 0;
  }

  /** What others know of its calls. */
  learn(calls: readonly number[]): void {
    for (const [to, known] of calls.entries()) {
      this.calls[to] = Math.max(this.callsOf(to), known);
    }
  }

  /** A call further on, to services such as these, will not be told of: it is held to have been made. */
  assume(behind: readonly number[]): void {
    for (const to of behind) this.nextCall(to);
  }

  /** For others to learn: by the place of the service. */
  get known(): readonly number[] {
    return Array.from({ length: this.calls.length }, (_, to) => this.callsOf(to));
  }
}

/** A request that one process makes calls for, and the order that it is made for. */
export interface Errand {
  readonly order: OrderInHand;
  /** Which call of the order at this service the request is; 0 is the order itself. */
  readonly call: number;
  /** Its calls go round the breakers: what would be without them. */
  readonly withoutBreaker: boolean;
  /** Aborts once nobody waits for it any more, and it is to be stopped. */
  readonly signal: AbortSignal | undefined;
}

/** The use that a request makes of one link. */
export class Passage {
  readonly errand: Errand;
  /** Something stood in for the service that is called. */
  isSubstituted = false;
  isDeferred = false;
  /** The instance, and the region, that a breaker picked for the present call. */
  instance: number | undefined;
  region: number | undefined;
  /** Calls and tries that were turned away. */
  private tries = 0;

  constructor(errand: Errand) {
    this.errand = errand;
  }

  countTry(): void {
    this.tries++;
  }

  /** With the order the key to the luck of what is no call. */
  get key(): number {
    return this.errand.call * MOST_TRIES + (this.tries % MOST_TRIES);
  }
}

/** Whose call it is that a guard of the library tells of: guards know of calls only. */
export const inHand = new AsyncLocalStorage<Passage>();
