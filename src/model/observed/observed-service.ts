import type { Agenda } from '../../kernel/agenda.ts';
import { assert } from '../../kernel/assert.ts';
import { RequestBook } from '../books/request-book.ts';
import { RequestLatency } from '../books/request-latency.ts';
import type { Outcome } from '../outcome.ts';
import { Conditions } from '../service/conditions.ts';
import { Meter } from '../service/meter.ts';
import type { ServiceAccount } from '../service/service-account.ts';
import type { ServiceNode } from '../topology/graph.ts';

/** Where a request stands. */
type Standing =
  | { readonly at: 'door' }
  | { readonly at: 'queue'; readonly sinceMs: number }
  | { readonly at: 'work'; readonly sinceMs: number }
  /** Its place is given back; the answer is on its way. */
  | { readonly at: 'wayBack' };

/** The books of a real service, kept from what was seen of it. */
export class ObservedService implements ServiceAccount {
  readonly name: string;
  readonly node: ServiceNode;
  readonly book = new RequestBook();
  readonly latency: RequestLatency | undefined;
  readonly places: { readonly meter: Meter };
  readonly till: { charges: number; feeCents: number };
  readonly outliers = new Map<never, never>();
  readonly zones: Conditions;
  private readonly agenda: Agenda;
  private readonly requests = new Map<string, Standing>();

  constructor(agenda: Agenda, node: ServiceNode) {
    this.agenda = agenda;
    this.node = node;
    this.name = node.name;
    if (node.isTimed) this.latency = new RequestLatency();
    this.till = { charges: 0, feeCents: 0 };
    this.zones = new Conditions(node.settings, agenda, () =>
      this.places.meter.setCapacity(this.zones.capacity),
    );
    this.places = { meter: new Meter(agenda, this.zones.capacity) };
  }

  /** As the simulator's services are fit. */
  get isFit(): boolean {
    const { zones, places } = this;
    return !zones.isTroubled && places.meter.queued === 0 && places.meter.busy < zones.capacity;
  }

  receive(request: string): void {
    assert(!this.requests.has(request), () => `${this.name} received ${request} twice`);
    this.book.received++;
    this.requests.set(request, { at: 'door' });
  }

  queue(request: string): void {
    this.expect(request, 'door');
    this.places.meter.enqueue();
    this.requests.set(request, { at: 'queue', sinceMs: this.agenda.now });
  }

  begin(request: string, isFront: boolean): void {
    const { meter } = this.places;
    const tellsWaits = this.node.isTimed || !isFront;
    const waitedMs = this.leaveQueue(request);
    if (tellsWaits) meter.queueWait.record(waitedMs);
    meter.start();
    this.requests.set(request, { at: 'work', sinceMs: this.agenda.now - waitedMs });
  }

  leave(request: string): void {
    const standing = this.requests.get(request);
    this.expect(request, 'work');
    if (standing?.at === 'work') this.latency?.record(this.agenda.now - standing.sinceMs);
    this.places.meter.finish();
    this.requests.set(request, { at: 'wayBack' });
  }

  answer(request: string, outcome: Outcome): void {
    const standing = this.requests.get(request);
    assert(
      standing?.at === 'wayBack' || standing?.at === 'door',
      () => `${this.name} answers ${request}, which is at ${standing?.at ?? 'no place'}`,
    );
    // It was refused at the door, at once.
    if (standing.at === 'door') this.latency?.record(0);
    this.book.end(outcome);
    this.requests.delete(request);
  }

  /** Ends without an answer, wherever it stands. */
  stop(request: string): void {
    const standing = this.requests.get(request);
    if (standing === undefined) return;
    if (standing.at === 'queue') this.leaveQueue(request);
    if (standing.at === 'work') this.places.meter.finish();
    this.book.stopped++;
    this.requests.delete(request);
  }

  charge(amountCents: number): void {
    const { fee } = this.node;
    this.till.charges++;
    this.till.feeCents += Math.round(amountCents * fee.share) + fee.cents;
  }

  crash(): void {
    for (const request of this.requests.keys()) this.stop(request);
  }

  audit(): void {
    const { agenda, requests } = this;
    this.book.audit(this.name, requests.size);
    let waitingMs = 0;
    for (const standing of requests.values()) {
      if (standing.at === 'queue') waitingMs += agenda.now - standing.sinceMs;
    }
    this.places.meter.audit(waitingMs);
  }

  /** How long it was in the queue, in ms; 0 where it was in none. */
  private leaveQueue(request: string): number {
    const standing = this.requests.get(request);
    if (standing?.at !== 'queue') {
      this.expect(request, 'door');
      return 0;
    }
    const waitedMs = this.agenda.now - standing.sinceMs;
    this.places.meter.dequeue(waitedMs);
    return waitedMs;
  }

  private expect(request: string, at: Standing['at']): void {
    const standing = this.requests.get(request);
    assert(
      standing?.at === at,
      () => `${request} of ${this.name} is at ${standing?.at ?? 'no place'}, not at ${at}`,
    );
  }
}
