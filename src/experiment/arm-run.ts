import { gravestState } from '../model/books/breaker-watch.ts';
import type { OrderListener } from '../model/books/ledger.ts';
import type { Witness } from '../model/books/witness.ts';
import { createWorld, type World } from '../model/world.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { ArmPlan } from './arms.ts';
import type { Observer } from './observer.ts';
import { RecoveryWatch } from './recovery.ts';
import type {
  AmountCounts,
  ArmResult,
  CallCounts,
  OrderCounts,
  Tick,
  Transition,
} from './result.ts';
import {
  amountCounts,
  breakersOf,
  callCounts,
  orderCounts,
  orderLatency,
  totalsOf,
} from './totals.ts';

/** What is kept while an arm runs. */
export interface ArmOptions {
  readonly ticks: boolean;
  /** The lives of the latest orders. */
  readonly lives?: boolean;
}

/** One arm on its way: the model, and what has been read off it so far. */
export class ArmRun {
  readonly name: string;
  readonly recovery: RecoveryWatch;
  private readonly checkout: World;
  readonly hasBreaker: boolean;
  private readonly observer: Observer;
  private readonly ticks: Tick[] | undefined;
  private readonly transitions: Transition[] = [];
  private tickStartMs = 0;
  private ordersBefore: OrderCounts;
  private callsBefore: CallCounts;
  private amountsBefore: AmountCounts;

  constructor(
    scenario: Scenario,
    plan: ArmPlan,
    options: ArmOptions,
    observer: Observer,
    orders: OrderListener,
  ) {
    this.name = plan.name;
    this.recovery = new RecoveryWatch(plan.name);
    this.observer = observer;
    this.ticks = options.ticks ? [] : undefined;
    const manyInstances = scenario.orderService.instances > 1;
    const breakers = plan.pipeline.filter(({ policy }) => policy === 'breaker').length;
    const manyBreakers = breakers > 1;
    const settings = {
      ...scenario,
      orderService: { ...scenario.orderService, pipeline: plan.pipeline },
    };
    this.checkout = createWorld(settings, {
      orders,
      keepsLives: options.lives === true,
      onTransition: (transition, breaker, instance) =>
        this.noteTransition({
          ...transition,
          ...(manyInstances && { instance }),
          ...(manyBreakers && { breaker }),
        }),
      onCall:
        observer.onCall &&
        (({ breaker, service, ...entry }) =>
          observer.onCall?.({
            arm: plan.name,
            ...entry,
            ...(manyBreakers && breaker !== null && { breaker }),
            ...(service === 'backup service' && { service }),
          })),
    });
    this.hasBreaker = breakers > 0;
    this.ordersBefore = orderCounts(this.checkout.ledger);
    this.callsBefore = callCounts(this.checkout.ledger.callsStarted, this.checkout.ledger.calls);
    this.amountsBefore = amountCounts(this.checkout.ledger);
  }

  get nowMs(): number {
    return this.checkout.agenda.now;
  }

  get ordersArrived(): number {
    return this.checkout.ledger.ordersArrived;
  }

  /** True once nothing more will happen: the last order of a closed loop has ended. */
  get isOver(): boolean {
    return this.checkout.agenda.isHalted;
  }

  /** Runs the events before `untilMs`, at most `budget` of them, and returns how many. */
  advance(untilMs: number, budget: number): number {
    return this.checkout.agenda.runUntil(untilMs, budget);
  }

  /** The lives of the latest orders; undefined where nobody asked for them. */
  get witness(): Witness | undefined {
    return this.checkout.witness;
  }

  get callsEnded(): number {
    return this.checkout.ledger.callsEnded;
  }

  /** How orders have ended so far. */
  get orders(): OrderCounts {
    return orderCounts(this.checkout.ledger);
  }

  /** The tick as it stands at the present instant. */
  get presentTick(): Tick {
    const { ledger, breakers, orderServices, paymentService } = this.checkout;
    const orders = orderCounts(ledger);
    const calls = callCounts(ledger.callsStarted, ledger.calls);
    const amounts = amountCounts(ledger);
    return {
      startMs: this.tickStartMs,
      state: gravestState(breakers),
      orders: difference(orders, this.ordersBefore),
      calls: difference(calls, this.callsBefore),
      amountCents: difference(amounts, this.amountsBefore),
      latencyMs: orderLatency(ledger.tickLatency),
      orderService: {
        busy: orderServices.reduce((sum, { busy }) => sum + busy, 0),
        backlog: orderServices.reduce((sum, { waiting }) => sum + waiting, 0),
      },
      paymentService: { busy: paymentService.meter.busy, queued: paymentService.meter.queued },
    };
  }

  /** Ends the tick at the present instant. */
  closeTick(): void {
    const { ledger, witness } = this.checkout;
    witness?.flush();
    const tick = this.presentTick;
    ledger.closeTick();
    this.tickStartMs = this.nowMs;
    this.ordersBefore = orderCounts(ledger);
    this.callsBefore = callCounts(ledger.callsStarted, ledger.calls);
    this.amountsBefore = amountCounts(ledger);
    this.ticks?.push(tick);
    this.recovery.note(tick);
    this.observer.onTick?.(this.name, tick);
  }

  /** The whole arm, checked for conservation; throws a Bug if the books do not balance. */
  finish(): ArmResult {
    this.checkout.audit();
    return {
      name: this.name,
      endMs: this.nowMs,
      ...(this.ticks === undefined ? {} : { ticks: this.ticks }),
      totals: totalsOf(this.checkout),
      transitions: this.transitions,
      ...(this.hasBreaker && { breakers: breakersOf(this.checkout) }),
    };
  }

  private noteTransition(transition: Transition): void {
    this.transitions.push(transition);
    this.observer.onTransition?.(this.name, transition);
  }
}

function difference<Name extends string>(
  now: Readonly<Record<Name, number>>,
  before: Readonly<Record<Name, number>>,
): Record<Name, number> {
  const names = Object.keys(now) as Name[];
  return Object.fromEntries(names.map((name) => [name, now[name] - before[name]])) as never;
}
