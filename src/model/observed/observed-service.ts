import type { Agenda } from '../../kernel/agenda.ts';
import { assert, assertNever } from '../../kernel/assert.ts';
import { EjectionBook } from '../books/ejection-book.ts';
import { RequestBook } from '../books/request-book.ts';
import type { Luck } from '../luck.ts';
import type { Outcome } from '../outcome.ts';
import { Meter } from '../service/meter.ts';
import type { ServiceAccount } from '../service/service-account.ts';
import { Zones } from '../service/zones.ts';
import type { ServiceNode } from '../topology/graph.ts';
import type { Observation } from './observation.ts';

/** What was seen of a request at a service. */
export type OfRequest = Extract<Observation, { service: number; request: string }>;

/** Where a request stands: at the door, in the queue, at work, or its place given back and the answer on its way. */
interface Standing {
  readonly instance: number;
  readonly at: 'door' | 'queue' | 'work' | 'wayBack';
  readonly sinceMs: number;
}

/** The books of a real service, in all its instances, kept from what was seen of it. */
export class ObservedService implements ServiceAccount {
  readonly name: string;
  readonly node: ServiceNode;
  readonly book: RequestBook;
  readonly places: { readonly meter: Meter };
  readonly till: { charges: number; feeCents: number };
  /** By the place of the service that calls it. */
  readonly outliers = new Map<number, { readonly book: EjectionBook }>();
  readonly zones: Zones;
  private readonly agenda: Agenda;
  private readonly requests = new Map<string, Standing>();
  /** Of each instance. */
  private readonly busy: Int32Array;
  private readonly queued: Int32Array;

  /** `classes`: the names of the classes of orders; undefined where all are alike. */
  constructor(
    agenda: Agenda,
    node: ServiceNode,
    classes: readonly string[] | undefined,
    luck: Luck,
  ) {
    this.agenda = agenda;
    this.node = node;
    this.name = node.name;
    this.book = new RequestBook(node.isTimed);
    this.till = { charges: 0, feeCents: 0 };
    this.zones = new Zones(agenda, classes, {
      node,
      luck,
      onChange: () => this.places.meter.setCapacity(this.zones.capacity),
    });
    this.places = { meter: new Meter(agenda, this.zones.capacity) };
    this.busy = new Int32Array(node.instances);
    this.queued = new Int32Array(node.instances);
  }

  /** As the simulator's services are fit. */
  get isFit(): boolean {
    const { zones, busy, queued } = this;
    const hasRoom = zones.ofInstance.some(
      ({ capacity }, instance) => queued[instance] === 0 && busy[instance]! < capacity,
    );
    return hasRoom && !zones.isTroubled;
  }

  /** The service at this place, of so many instances, looks which of these instances to leave alone. */
  isWatchedBy(from: number, callers: number): void {
    const book = new EjectionBook(this.agenda, callers * this.node.instances);
    if (!this.outliers.has(from)) this.outliers.set(from, { book });
  }

  note(seen: Exclude<OfRequest, { what: 'charged' }>): void {
    const { request } = seen;
    switch (seen.what) {
      case 'received':
        this.receive(request, seen.instance);
        break;
      case 'queued':
        this.queue(request);
        break;
      case 'began':
        this.begin(request, seen.service === 0);
        break;
      case 'left':
        this.leave(request);
        break;
      case 'refused':
        this.book.refused++;
        break;
      case 'answered':
        this.answer(request, seen.outcome);
        break;
      case 'stopped':
        this.stop(request);
        break;
      default:
        assertNever(seen);
    }
  }

  private receive(request: string, instance: number): void {
    assert(!this.requests.has(request), () => `${this.name} received ${request} twice`);
    this.book.received++;
    this.requests.set(request, { at: 'door', instance, sinceMs: this.agenda.now });
  }

  private queue(request: string): void {
    const { instance } = this.expect(request, 'door');
    this.places.meter.enqueue();
    this.count(this.queued, instance, 1);
    this.requests.set(request, { at: 'queue', instance, sinceMs: this.agenda.now });
  }

  private begin(request: string, isFront: boolean): void {
    const { meter } = this.places;
    const standing = this.requests.get(request);
    const waitedMs = standing?.at === 'queue' ? this.leaveQueue(standing) : 0;
    const { instance } = standing?.at === 'queue' ? standing : this.expect(request, 'door');
    if (this.node.isTimed || !isFront) meter.queueWait.record(waitedMs);
    meter.start();
    this.count(this.busy, instance, 1);
    // Since it came, its wait included.
    this.requests.set(request, { at: 'work', instance, sinceMs: this.agenda.now - waitedMs });
  }

  private leave(request: string): void {
    const { instance, sinceMs } = this.expect(request, 'work');
    this.book.latency?.record(this.agenda.now - sinceMs);
    this.leavePlace(instance);
    this.requests.set(request, { at: 'wayBack', instance, sinceMs: this.agenda.now });
  }

  private answer(request: string, outcome: Outcome): void {
    const standing = this.requests.get(request);
    assert(
      standing?.at === 'wayBack' || standing?.at === 'door',
      () => `${this.name} answers ${request}, which is at ${standing?.at ?? 'no place'}`,
    );
    // It was refused, at once.
    if (standing.at === 'door') this.book.latency?.record(0);
    this.book.end(outcome);
    this.requests.delete(request);
  }

  /** Ends without an answer, wherever it stands. */
  private stop(request: string): void {
    const standing = this.requests.get(request);
    if (standing === undefined) return;
    if (standing.at === 'queue') this.leaveQueue(standing);
    if (standing.at === 'work') this.leavePlace(standing.instance);
    this.book.stopped++;
    this.requests.delete(request);
  }

  charge(amountCents: number): void {
    const { fee } = this.node;
    this.till.charges++;
    this.till.feeCents += Math.round(amountCents * fee.share) + fee.cents;
  }

  /** All that the instance had in hand ends. */
  crash(crashed: number): void {
    for (const [request, { instance }] of this.requests) {
      if (instance === crashed) this.stop(request);
    }
  }

  audit(): void {
    const { agenda, requests } = this;
    this.book.audit(this.name, requests.size);
    let waitingMs = 0;
    for (const { at, sinceMs } of requests.values()) {
      if (at === 'queue') waitingMs += agenda.now - sinceMs;
    }
    this.places.meter.audit(waitingMs);
  }

  /** How long it was in the queue, in ms. */
  private leaveQueue({ instance, sinceMs }: Standing): number {
    const waitedMs = this.agenda.now - sinceMs;
    this.places.meter.dequeue(waitedMs);
    this.count(this.queued, instance, -1);
    return waitedMs;
  }

  private leavePlace(instance: number): void {
    this.places.meter.finish();
    this.count(this.busy, instance, -1);
  }

  private count(counts: Int32Array, instance: number, by: 1 | -1): void {
    counts[instance] = counts[instance]! + by;
  }

  private expect(request: string, at: Standing['at']): Standing {
    const standing = this.requests.get(request);
    assert(
      standing?.at === at,
      () => `${request} of ${this.name} is at ${standing?.at ?? 'no place'}, not at ${at}`,
    );
    return standing!;
  }
}
