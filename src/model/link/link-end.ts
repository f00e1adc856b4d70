import { type SlotColumns, widened } from '../../kernel/slot-pool.ts';
import type { CallSite } from '../books/witness.ts';
import type { Callee, Caller } from '../call.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { InnerRequests } from '../requests.ts';
import type { Desk } from './desk.ts';

/**
 * The inner end of a pipeline: makes the call. It may stop waiting for an answer; the request that it sent
 * then goes on without it.
 */
export class LinkEnd implements Caller, Callee, SlotColumns {
  /** This link's number at the service behind it. */
  readonly over: number;
  private readonly desk: Desk;
  private readonly outer: Caller;
  private readonly site: CallSite;
  private readonly sent: InnerRequests;
  /** The request that a caller waits for, by the caller's slot. */
  private request = new Int32Array(0);
  private startedAt = new Float64Array(0);

  constructor(desk: Desk, outer: Caller, site: CallSite) {
    this.desk = desk;
    this.outer = outer;
    this.site = site;
    this.sent = desk.target.requests as InnerRequests;
    this.over = desk.target.addCaller(this);
    desk.requests.pool.attach(this);
  }

  begin(slot: number): void {
    const { desk } = this;
    const { target, run } = desk;
    const order = desk.requests.order[slot]!;
    const call = desk.call(slot);
    this.startedAt[slot] = run.agenda.now;
    const instance = desk.instanceFor(slot, call);
    run.witness?.noteSent(desk, slot, call, instance);
    const request = this.sent.open(order, call, slot, this.over, instance);
    this.request[slot] = request;
    if (desk.distances !== undefined) this.sent.way[request] = desk.wayTo(slot, instance);
    target.send(request);
  }

  /** The answer that this caller waits for. */
  end(slot: number, outcome: Outcome): void {
    this.note(slot, outcome);
    if (outcome === OUTCOME.blocked) this.desk.run.blocks.forget();
    this.outer.end(slot, outcome);
  }

  cancel(slot: number): void {
    this.note(slot, OUTCOME.timedOut);
    this.desk.target.abandon(this.request[slot]!);
  }

  /** Calls in flight, counted slot by slot: for the audit, not for every day. */
  countInFlight(): number {
    return this.sent.countWanted(this.over);
  }

  resize(capacity: number): void {
    this.request = widened(this.request, capacity);
    this.startedAt = widened(this.startedAt, capacity);
  }

  private note(slot: number, outcome: Outcome): void {
    const { book, requests, run, outliers } = this.desk;
    const request = this.request[slot]!;
    const startedAt = this.startedAt[slot]!;
    book.end(outcome, run.agenda.now - startedAt);
    if (outliers !== undefined) {
      const callee = this.sent.instance[request]!;
      outliers.ended(requests.instance[slot]!, callee, outcome);
    }
    run.witness?.noteEnd(slot, request, outcome, startedAt, this.site);
  }
}
