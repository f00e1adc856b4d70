import { EVENT_KIND } from '../kernel/agenda.ts';
import { assert } from '../kernel/assert.ts';
import { createTimers } from '../kernel/create-timers.ts';
import { SlotList } from '../kernel/slot-list.ts';
import { type SlotColumns, SlotPool, widened } from '../kernel/slot-pool.ts';
import type { Timers } from '../kernel/timers.ts';
import { TimingWheel } from '../kernel/timing-wheel.ts';
import { Conditions } from './conditions.ts';
import type { Desk } from './desk.ts';
import { HAPPENING } from './diary.ts';
import { IdempotencyKeys } from './idempotency-keys.ts';
import { OUTCOME, type Outcome } from './outcome.ts';
import type { PaymentClient } from './payment-client.ts';
import { drawDuration, drawOutcome } from './payment-draws.ts';
import { constantNetworkMs, type PaymentServiceSettings } from './payment-settings.ts';
import { ServiceMeter } from './service-meter.ts';

/** Where a payment is. */
const PLACE = { none: 0, onTheWay: 1, queued: 2, inProgress: 3, onTheWayBack: 4, hung: 5 } as const;

/** The outcome, inside the service, of a payment that was turned away: for its client, one that failed. */
const TURNED_AWAY = 255;

/**
 * The service with finite capacity behind a FIFO queue. A payment keeps a slot of its own, so that it can
 * outlive the client's patience: it goes on using capacity, and it may charge the card.
 */
export class PaymentService implements SlotColumns {
  readonly meter: ServiceMeter;
  /** Payments turned away: queue full, or an outage that refuses. */
  refused = 0;
  private readonly desk: Desk;
  private readonly settings: PaymentServiceSettings;
  readonly conditions: Conditions;
  private readonly pool = new SlotPool();
  private readonly queue = new SlotList();
  private readonly work: Timers;
  private readonly wayOut: Timers;
  private readonly wayBack: Timers;
  private readonly client: PaymentClient;
  private readonly keys: IdempotencyKeys | undefined;
  private order = new Int32Array(0);
  /** Which call of its order it is: with the order's number, the key to its luck. */
  private call = new Int32Array(0);
  private queuedAt = new Float64Array(0);
  private place = new Uint8Array(0);
  private outcome = new Uint8Array(0);
  /** 1 once nobody waits for it, and in a slot that no payment has. */
  private abandoned = new Uint8Array(0);

  constructor(desk: Desk, settings: PaymentServiceSettings, client: PaymentClient) {
    this.desk = desk;
    this.settings = settings;
    this.client = client;
    this.keys = settings.idempotencyKeys ? new IdempotencyKeys(desk.orders) : undefined;
    this.conditions = new Conditions(settings, desk.agenda, () => this.adapt());
    this.meter = new ServiceMeter(desk.agenda, this.conditions.capacity);
    this.work = new TimingWheel(desk.agenda, EVENT_KIND.answer, (payment) => this.finish(payment));
    const wayMs = constantNetworkMs(settings);
    this.wayOut = createTimers(desk.agenda, EVENT_KIND.delivery, wayMs, (payment) =>
      this.receive(payment),
    );
    this.wayBack = createTimers(desk.agenda, EVENT_KIND.answer, wayMs, (payment) =>
      this.deliver(payment),
    );
    for (const columns of [this, this.queue, this.work, this.wayOut, this.wayBack]) {
      this.pool.attach(columns);
    }
  }

  /** Whether a payment would be worked on at once, with nothing amiss: capacity free, no script in force. */
  get isFit(): boolean {
    return !this.conditions.isScripted && this.meter.hasRoom(this.conditions.capacity);
  }

  /** Calls whose client still waits, counted slot by slot: for the audit, not for every day. */
  countWanted(): number {
    return this.abandoned.reduce((sum, abandoned) => sum + (1 - abandoned), 0);
  }

  /** Checks Little's law for the queue. A breach is a bug of ours. */
  audit(): void {
    let waitingMs = 0;
    this.place.forEach((place, payment) => {
      if (place === PLACE.queued) waitingMs += this.desk.agenda.now - this.queuedAt[payment]!;
    });
    this.meter.audit(waitingMs);
  }

  /** A payment for a call of `order`, numbered from 1: the key to its luck. `send` sets it off. */
  open(order: number, call: number): number {
    const payment = this.pool.allocate();
    this.order[payment] = order;
    this.call[payment] = call;
    this.abandoned[payment] = 0;
    this.desk.orders.hold(order);
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
    const stream = this.desk.luck.network.at(this.numberOf(payment), this.call[payment]!);
    this.wayOut.start(payment, network.distribution.sample(stream) * network.factor);
  }

  /** The client no longer waits. Whether the work goes on is the service's `cancellation`. */
  abandon(payment: number): void {
    this.abandoned[payment] = 1;
    if (this.place[payment] === PLACE.hung) this.close(payment);
    else if (this.settings.cancellation === 'on-timeout') this.stop(payment);
  }

  resize(capacity: number): void {
    this.order = widened(this.order, capacity);
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
      this.desk.diary?.note(this.order[payment]!, HAPPENING.hung, 0);
      if (this.abandoned[payment] === 1) this.close(payment);
    } else if (conditions.outage === 'refuse') {
      this.refuse(payment);
    } else if (meter.hasRoom(conditions.capacity)) {
      this.queuedAt[payment] = this.desk.agenda.now;
      this.begin(payment);
    } else if (meter.queued < conditions.queue) {
      this.place[payment] = PLACE.queued;
      this.queuedAt[payment] = this.desk.agenda.now;
      this.queue.append(payment);
      meter.enqueue();
      this.desk.diary?.note(this.order[payment]!, HAPPENING.queued, meter.queued);
    } else {
      this.refuse(payment);
    }
  }

  private refuse(payment: number): void {
    this.refused++;
    this.outcome[payment] = TURNED_AWAY;
    this.desk.diary?.note(this.order[payment]!, HAPPENING.refused, 0);
    this.answer(payment);
  }

  private begin(payment: number): void {
    const { conditions, meter } = this;
    const { luck, agenda } = this.desk;
    meter.queueWait.record(agenda.now - this.queuedAt[payment]!);
    const order = this.numberOf(payment);
    const call = this.call[payment]!;
    const outcome = drawOutcome(conditions, luck, order, call);
    const ownMs = drawDuration(outcome, conditions, this.settings.errorLatency, luck, order, call);
    this.outcome[payment] = outcome;
    this.place[payment] = PLACE.inProgress;
    this.work.start(payment, ownMs + conditions.slowdownMs * meter.busy);
    meter.start();
    this.desk.diary?.note(this.order[payment]!, HAPPENING.began, meter.busy);
  }

  private finish(payment: number): void {
    this.meter.finish();
    if (this.outcome[payment] === OUTCOME.successful) this.charge(this.order[payment]!);
    this.adapt();
    this.answer(payment);
  }

  private charge(order: number): void {
    if (this.keys !== undefined && !this.keys.take(order)) return;
    this.desk.ledger.charge(order);
    this.desk.diary?.note(order, HAPPENING.charged, this.desk.orders.charges[order]!);
  }

  /** Lets as many payments begin as there is capacity for. */
  private adapt(): void {
    const { conditions, meter } = this;
    conditions.follow();
    meter.setCapacity(conditions.capacity);
    while (meter.queued > 0 && meter.busy < conditions.capacity) {
      const payment = this.queue.takeFirst();
      meter.dequeue(this.desk.agenda.now - this.queuedAt[payment]!);
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
    const stream = this.desk.luck.network.at(this.numberOf(payment), -this.call[payment]!);
    this.wayBack.start(payment, network.distribution.sample(stream) * network.factor);
  }

  private deliver(payment: number): void {
    const order = this.order[payment]!;
    const wasTurnedAway = this.outcome[payment] === TURNED_AWAY;
    const outcome = wasTurnedAway ? OUTCOME.failed : (this.outcome[payment] as Outcome);
    if (this.abandoned[payment] === 0) {
      this.desk.orders.refused[order] = wasTurnedAway ? 1 : 0;
      this.client.answer(order, outcome);
    } else {
      this.desk.diary?.note(order, HAPPENING.unheard, outcome);
    }
    this.close(payment);
  }

  private stop(payment: number): void {
    const place = this.place[payment]!;
    if (place === PLACE.onTheWay) this.wayOut.cancel(payment);
    else if (place === PLACE.onTheWayBack) this.wayBack.cancel(payment);
    else if (place === PLACE.queued) {
      this.queue.remove(payment);
      this.meter.dequeue(this.desk.agenda.now - this.queuedAt[payment]!);
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
    this.desk.orders.release(this.order[payment]!);
    this.pool.release(payment);
  }

  private numberOf(payment: number): number {
    return this.desk.orders.number[this.order[payment]!]!;
  }
}
