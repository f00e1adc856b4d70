import type { Scenario } from '../scenario/schema.ts';
import { type Checkout, createCheckout } from '../services/checkout.ts';
import type { OrderListener } from '../services/ledger.ts';
import type { ArmPlan } from './arms.ts';
import type { Observer } from './observer.ts';
import { RecoveryWatch } from './recovery.ts';
import type { ArmResult, CallCounts, OrderCounts, Tick, Transition } from './result.ts';
import { callCounts, orderCounts, summarise, totalsOf } from './totals.ts';

/** One arm on its way: the model, and what has been read off it so far. */
export class ArmRun {
  readonly name: string;
  readonly recovery: RecoveryWatch;
  private readonly checkout: Checkout;
  private readonly hasBreaker: boolean;
  private readonly observer: Observer;
  private readonly ticks: Tick[] | undefined;
  private readonly transitions: Transition[] = [];
  private tickStartMs = 0;
  private ordersBefore: OrderCounts;
  private callsBefore: CallCounts;

  constructor(
    scenario: Scenario,
    plan: ArmPlan,
    options: { readonly ticks: boolean },
    observer: Observer,
    onOrderEnd: OrderListener,
  ) {
    this.name = plan.name;
    this.recovery = new RecoveryWatch(plan.name);
    this.observer = observer;
    this.ticks = options.ticks ? [] : undefined;
    this.hasBreaker = plan.pipeline.some(({ policy }) => policy === 'breaker');
    const several = scenario.orderService.instances > 1;
    const settings = {
      ...scenario,
      orderService: { ...scenario.orderService, pipeline: plan.pipeline },
    };
    this.checkout = createCheckout(settings, {
      onOrderEnd,
      onTransition: (transition, instance) =>
        this.noteTransition(several ? { ...transition, instance } : transition),
      onCall: observer.onCall && ((entry) => observer.onCall?.({ arm: plan.name, ...entry })),
    });
    this.ordersBefore = orderCounts(this.checkout.ledger);
    this.callsBefore = callCounts(this.checkout.ledger.callsStarted, this.checkout.ledger.calls);
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

  /** Ends the tick at the present instant. */
  closeTick(): void {
    const { ledger, journal, monitor, orderServices, paymentService } = this.checkout;
    journal?.flush();
    const orders = orderCounts(ledger);
    const calls = callCounts(ledger.callsStarted, ledger.calls);
    const tick: Tick = {
      startMs: this.tickStartMs,
      state: monitor.state,
      orders: difference(orders, this.ordersBefore),
      calls: difference(calls, this.callsBefore),
      latencyMs: summarise(ledger.tickLatency),
      orderService: {
        busy: orderServices.reduce((sum, { busy }) => sum + busy, 0),
        backlog: orderServices.reduce((sum, { waiting }) => sum + waiting, 0),
      },
      paymentService: { busy: paymentService.meter.busy, queued: paymentService.meter.queued },
    };
    ledger.closeTick();
    this.tickStartMs = this.nowMs;
    this.ordersBefore = orders;
    this.callsBefore = calls;
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
      totals: totalsOf(this.checkout, this.hasBreaker),
      transitions: this.transitions,
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
