import { EVENT_KIND } from '../../kernel/agenda.ts';
import { assert } from '../../kernel/assert.ts';
import { SlotList } from '../../kernel/slot-list.ts';
import { type SlotColumns, SlotPool, widened } from '../../kernel/slot-pool.ts';
import { createTimers, type Timers } from '../../kernel/timers.ts';
import { TimingWheel } from '../../kernel/timing-wheel.ts';
import { HAPPENING, type HappeningCode, type ServiceName } from '../books/happening.ts';
import { OUTCOME, type Outcome } from '../outcome.ts';
import type { Caller } from '../pipeline/policy-stage.ts';
import type { Run } from '../run.ts';
import { Conditions } from './conditions.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';
import { drawDuration, drawOutcome } from './payment-draws.ts';
import { constantNetworkMs, type PaymentServiceSettings } from './payment-settings.ts';
import { ServiceMeter } from './service-meter.ts';

/** Where a payment is. */
const PLACE = { none: 0, onTheWay: 1, queued: 2, inProgress: 3, onTheWayBack: 4, hung: 5 } as const;

/**
 * The service with finite capacity behind a FIFO queue. A payment keeps a slot of its own, so that it can
 * outlive the client's patience: it goes on using capacity, and it may charge the card.
 */
export class PaymentService implements SlotColumns {
  readonly name: ServiceName;
  readonly meter: ServiceMeter;
  /** Payments turned away: queue full, or an outage that refuses. */
  refused = 0;
  private readonly run: Run;
  private readonly settings: PaymentServiceSettings;
  readonly conditions: Conditions;
  private readonly pool = new SlotPool();
  private readonly queue = new SlotList();
  private readonly work: Timers;
  private readonly wayOut: Timers;
  private readonly wayBack: Timers;
  private readonly client: Caller;
  private readonly keys: IdempotencyKeys | undefined;
  /** The slot of its order. */
  private slot = new Int32Array(0);
  /** Which call of its order it is: with the order's number, the key to its luck. */
  private call = new Int32Array(0);
  private queuedAt = new Float64Array(0);
  private place = new Uint8Array(0);
  private outcome = new Uint8Array(0);
  /** 1 once nobody waits for it, and in a slot that no payment has. */
  private abandoned = new Uint8Array(0);

  constructor(run: Run, name: ServiceName, settings: PaymentServiceSettings, client: Caller) {
    this.run = run;
    this.name = name;
    this.settings = settings;
    this.client = client;
    this.keys = settings.idempotencyKeys ? new IdempotencyKeys(run.orders) : undefined;
    this.conditions = new Conditions(settings, run.agenda, () => this.adapt());
    this.meter = new ServiceMeter(run.agenda, this.conditions.capacity);
    this.work = new TimingWheel(run.agenda, EVENT_KIND.answer, (payment) => this.finish(payment));
    const wayMs = constantNetworkMs(settings);
    this.wayOut = createTimers(run.agenda, EVENT_KIND.delivery, wayMs, (payment) =>
      this.receive(payment),
    );
    this.wayBack = createTimers(run.agenda, EVENT_KIND.answer, wayMs, (payment) =>
      this.deliver(payment),
    );
    for (const columns of [this, this.queue, this.work, this.wayOut, this.wayBack]) {
      this.pool.attach(columns);
    }
  }

  /** Whether a payment would be worked on at once, with nothing amiss: capacity free, nothing made worse. */
  get isFit(): boolean {
    return !this.conditions.isTroubled && this.meter.hasRoom(this.conditions.capacity);
  }

  /** Calls whose client still waits, counted slot by slot: for the audit, not for every day. */
  countWanted(): number {
    return this.abandoned.reduce((sum, abandoned) => sum + (1 - abandoned), 0);
  }

  /** Checks Little's law for the queue. A breach is a bug of ours. */
  audit(): void {
    let waitingMs = 0;
    this.place.forEach((place, payment) => {
      if (place === PLACE.queued) waitingMs += this.run.agenda.now - this.queuedAt[payment]!;
    });
    this.meter.audit(waitingMs);
  }

  /** A payment for a call of the order in `slot`, numbered from 1: the key to its luck. `send` sets it off. */
  open(slot: number, call: number): number {
    const payment = this.pool.allocate();
    this.slot[payment] = slot;
    this.call[payment] = call;
    this.abandoned[payment] = 0;
    this.run.orders.hold(slot);
    return payment;
  }

  send(payment: number): void {
    this.conditions.follow();
    const { network } = this.conditions;
    if (network === null) {
      this.receive(payment);
      return;
    }
    this.place[payment] = PLACE.onTheWay;
    const stream = this.run.luck.network.at(this.numberOf(payment), this.call[payment]!);
    this.wayOut.start(payment, network.distribution.sample(stream) * network.factor);
  }

  /** The client no longer waits. Whether the work goes on is the service's `cancellation`. */
  abandon(payment: number): void {
    this.abandoned[payment] = 1;
    if (this.place[payment] === PLACE.hung) this.close(payment);
    else if (this.settings.cancellation === 'on-timeout') this.stop(payment);
  }

  resize(capacity: number): void {
    this.slot = widened(this.slot, capacity);
    this.call = widened(this.call, capacity);
    this.queuedAt = widened(this.queuedAt, capacity);
    this.place = widened(this.place, capacity);
    this.outcome = widened(this.outcome, capacity);
    const before = this.abandoned.length;
    this.abandoned = widened(this.abandoned, capacity).fill(1, before);
  }

  private receive(payment: number): void {
    const { conditions, meter } = this;
    conditions.follow();
    if (conditions.outage === 'hang') {
      this.place[payment] = PLACE.hung;
      this.note(this.slot[payment]!, HAPPENING.hung, 0);
      if (this.abandoned[payment] === 1) this.close(payment);
    } else if (conditions.outage === 'refuse') {
      this.refuse(payment);
    } else if (meter.hasRoom(conditions.capacity)) {
      this.queuedAt[payment] = this.run.agenda.now;
      this.begin(payment);
    } else if (meter.queued < conditions.queue) {
      this.place[payment] = PLACE.queued;
      this.queuedAt[payment] = this.run.agenda.now;
      this.queue.append(payment);
      meter.enqueue();
      this.note(this.slot[payment]!, HAPPENING.queued, meter.queued);
    } else {
      this.refuse(payment);
    }
  }

  private refuse(payment: number): void {
    this.refused++;
    this.outcome[payment] = OUTCOME.refused;
    this.note(this.slot[payment]!, HAPPENING.refused, 0);
    this.answer(payment);
  }

  private begin(payment: number): void {
    const { conditions, meter } = this;
    const { luck, agenda } = this.run;
    meter.queueWait.record(agenda.now - this.queuedAt[payment]!);
    const number = this.numberOf(payment);
    const call = this.call[payment]!;
    const outcome = drawOutcome(conditions, luck, number, call);
    const ownMs = drawDuration(outcome, conditions, this.settings.errorLatency, luck, number, call);
    this.outcome[payment] = outcome;
    this.place[payment] = PLACE.inProgress;
    this.work.start(payment, ownMs + conditions.slowdownMs * meter.busy);
    meter.start();
    this.note(this.slot[payment]!, HAPPENING.began, meter.busy);
  }

  private finish(payment: number): void {
    this.meter.finish();
    if (this.outcome[payment] === OUTCOME.successful) this.charge(this.slot[payment]!);
    this.adapt();
    this.answer(payment);
  }

  private charge(slot: number): void {
    if (this.keys !== undefined && !this.keys.take(slot)) return;
    this.run.ledger.charge(slot);
    this.note(slot, HAPPENING.charged, this.run.orders.charges[slot]!);
  }

  /** Lets as many payments begin as there is capacity for. */
  private adapt(): void {
    const { conditions, meter } = this;
    conditions.follow();
    meter.setCapacity(conditions.capacity);
    while (meter.queued > 0 && meter.busy < conditions.capacity) {
      const payment = this.queue.takeFirst();
      meter.dequeue(this.run.agenda.now - this.queuedAt[payment]!);
      this.begin(payment);
    }
  }

  private answer(payment: number): void {
    const { network } = this.conditions;
    if (network === null) {
      this.deliver(payment);
      return;
    }
    this.place[payment] = PLACE.onTheWayBack;
    const stream = this.run.luck.network.at(this.numberOf(payment), -this.call[payment]!);
    this.wayBack.start(payment, network.distribution.sample(stream) * network.factor);
  }

  private deliver(payment: number): void {
    const slot = this.slot[payment]!;
    const outcome = this.outcome[payment] as Outcome;
    if (this.abandoned[payment] === 0) this.client.end(slot, outcome);
    else this.note(slot, HAPPENING.unheard, outcome);
    this.close(payment);
  }

  private stop(payment: number): void {
    const place = this.place[payment]!;
    if (place === PLACE.onTheWay) this.wayOut.cancel(payment);
    else if (place === PLACE.onTheWayBack) this.wayBack.cancel(payment);
    else if (place === PLACE.queued) {
      this.queue.remove(payment);
      this.meter.dequeue(this.run.agenda.now - this.queuedAt[payment]!);
    } else {
      assert(place === PLACE.inProgress, 'a payment is stopped where it cannot be');
      this.work.cancel(payment);
      this.meter.finish();
      this.adapt();
    }
    this.close(payment);
  }

  private close(payment: number): void {
    this.abandoned[payment] = 1;
    this.place[payment] = PLACE.none;
    this.run.orders.release(this.slot[payment]!);
    this.pool.release(payment);
  }

  private note(slot: number, what: HappeningCode, value: number): void {
    this.run.witness?.note(slot, what, value, this.name);
  }

  private numberOf(payment: number): number {
    return this.run.orders.number[this.slot[payment]!]!;
  }
}
