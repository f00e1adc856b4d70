import type { Agenda } from '../../kernel/agenda.ts';
import type { LinkBook } from '../books/link-book.ts';
import type { CallSite } from '../books/witness.ts';
import type { Callee, Caller } from '../call.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Requests } from '../requests.ts';
import type { Desk } from './desk.ts';

/**
 * The inner end of a pipeline: makes the call. It may stop waiting for an answer; the request that it sent
 * then goes on without it.
 */
export class LinkEnd implements Caller, Callee {
  /** This link's number at the service behind it. */
  readonly over: number;
  private readonly desk: Desk;
  private readonly outer: Caller;
  private readonly site: CallSite;
  private readonly sent: Requests;
  private readonly book: LinkBook;
  private readonly agenda: Agenda;
  /** Whether anybody looks at single calls. */
  private readonly isSeen: boolean;

  constructor(desk: Desk, outer: Caller, site: CallSite) {
    this.desk = desk;
    this.outer = outer;
    this.site = site;
    this.sent = desk.target.requests;
    this.book = desk.book;
    this.agenda = desk.run.agenda;
    this.isSeen = desk.outliers !== undefined || desk.run.witness !== undefined;
    this.over = desk.target.addCaller(this);
  }

  begin(slot: number): void {
    const { desk, sent } = this;
    const { target, run } = desk;
    const order = desk.requests.orderOf(slot);
    const call = desk.call(slot);
    const instance = desk.instanceFor(slot, call);
    if (run.witness !== undefined) run.witness.noteSent(desk, slot, call, instance);
    const request = sent.openCall(order, call, slot, this.over, instance);
    if (desk.distances !== undefined) sent.setWay(request, desk.wayTo(slot, instance));
    desk.send(slot, request, this.agenda.now);
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
    this.desk.target.abandon(this.desk.requestOf(slot));
  }

  /** Calls in flight, counted slot by slot: for the audit, not for every day. */
  countInFlight(): number {
    return this.sent.countWanted(this.over);
  }

  private note(slot: number, outcome: Outcome): void {
    const startedAt = this.desk.startedAtOf(slot);
    this.book.end(outcome, this.agenda.now - startedAt);
    if (this.isSeen) this.tell(slot, outcome, startedAt);
  }

  /** Tells those who look at single calls, or judge instances by them. */
  private tell(slot: number, outcome: Outcome, startedAt: number): void {
    const { desk, sent, site } = this;
    const { outliers, run, requests } = desk;
    const request = desk.requestOf(slot);
    outliers?.ended(requests.instanceOf(slot), sent.instanceOf(request), outcome);
    run.witness?.noteEnd(slot, request, outcome, startedAt, site);
  }
}
