import type { BreakerWatch } from '../model/books/breaker-watch.ts';
import { bothListeners, type OrderListener } from '../model/books/ledger.ts';
import type { Witness } from '../model/books/witness.ts';
import { readAll } from '../model/metrics/metric.ts';
import { type Books, METRICS } from '../model/metrics/table.ts';
import { OUTCOME } from '../model/outcome.ts';
import { createWorld, type World, type WorldMaker } from '../model/world.ts';
import type { Scenario } from '../scenario/schema.ts';
import { type ArmPlan, scenarioOf } from './arms.ts';
import { breakerTotals, linkNames } from './breaker-totals.ts';
import { callRecord } from './call-record.ts';
import { type BillBook, billBookOf } from './economics/bill-book.ts';
import { followerOf } from './follow.ts';
import { graphFlows, graphTotals } from './graph-reading.ts';
import { graphShape } from './graph-shape.ts';
import { IncidentBook } from './incident/incident-book.ts';
import { recoveryOf } from './incident/recovery.ts';
import { yardstickOf } from './incident/yardstick.ts';
import type { Observer } from './observer.ts';
import type { ArmResult, Incident, OrderCounts, Tick, Transition } from './result.ts';
import { type Counts, SinceBook } from './since.ts';
import { TickBook } from './tick-book.ts';
import { flowsOf } from './tick-reading.ts';

/** What is kept while an arm runs. */
export interface ArmOptions {
  readonly ticks: boolean;
  /** The lives of the latest orders. */
  readonly lives?: boolean;
  /** Of which orders the observer hears all that happens to them: every so many-th; absent: of none. */
  readonly followsEvery?: number;
  /** The world that the arm runs in; left out, it is simulated. */
  readonly worldOf?: (plan: ArmPlan) => WorldMaker;
}

/** One arm on its way: the model, and what has been read off it so far. */
export class ArmRun {
  readonly plan: ArmPlan;
  private readonly world: World;
  private readonly incidents: IncidentBook | null;
  private readonly observer: Observer;
  private readonly ticks: Tick[] | undefined;
  private readonly transitions: Transition[] = [];
  private readonly since: SinceBook;
  private readonly bill: BillBook | null;
  private readonly books: Books;
  private readonly isGraph: boolean;
  /** Undefined where nobody reads ticks. */
  private readonly tickBook: TickBook | undefined;

  constructor(
    scenario: Scenario,
    plan: ArmPlan,
    options: ArmOptions,
    observer: Observer,
    pairing: OrderListener | undefined,
  ) {
    this.plan = plan;
    this.isGraph = scenario.services !== undefined;
    const settings = scenarioOf(scenario, plan);
    const yardstick = yardstickOf(settings);
    this.bill = billBookOf(settings, yardstick);
    this.incidents =
      yardstick === null ? null : new IncidentBook(yardstick, this.bill?.below ?? null);
    this.observer = observer;
    this.ticks = options.ticks ? [] : undefined;
    this.since = new SinceBook(scenario.instants);
    const severalBreakers = plan.pipeline.filter(({ policy }) => policy === 'breaker').length > 1;
    const readsTicks = options.ticks || observer.onTick !== undefined;
    const makeWorld = options.worldOf?.(plan) ?? createWorld;
    this.world = makeWorld(settings, {
      orders: bothListeners(pairing, this.incidents),
      ticks: readsTicks,
      keepsLives: options.lives === true,
      follower: followerOf(plan.name, options.followsEvery, observer),
      onTransition: (transition, { name, link }, place) =>
        this.noteTransition({
          ...transition,
          ...(severalBreakers && { breaker: name }),
          ...(this.isGraph && { link: linkNames(link) }),
          ...place,
        }),
      onCall:
        observer.onCall &&
        ((entry) => observer.onCall?.(callRecord(entry, this.name, this.world, this.isGraph))),
    });
    this.books = booksOf(this.world);
    if (readsTicks) this.tickBook = new TickBook(this.world, this.books, this.isGraph);
  }

  get name(): string {
    return this.plan.name;
  }

  get nowMs(): number {
    return this.world.agenda.now;
  }

  get ordersArrived(): number {
    return this.world.ledger.ordersArrived;
  }

  /** True once nothing more will happen: the last order of a closed loop has ended. */
  get isOver(): boolean {
    return this.world.agenda.isHalted;
  }

  /** Runs the events before `untilMs`, at most `budget` of them, and returns how many. */
  advance(untilMs: number, budget: number): number {
    const { agenda } = this.world;
    let done = 0;
    for (let instant = this.nextNoteMs; instant <= untilMs; instant = this.nextNoteMs) {
      done += agenda.runUntil(instant, budget - done);
      if (agenda.now < instant) return done;
      if (this.since.nextMs === instant) this.since.note(this.counts);
      if (this.bill?.nextMs === instant) this.bill.note(this.world.ledger);
    }
    return done + agenda.runUntil(untilMs, budget - done);
  }

  private get counts(): Counts {
    return {
      flows: flowsOf(this.books),
      graph: this.isGraph ? graphFlows(this.world) : undefined,
    };
  }

  private get nextNoteMs(): number {
    return Math.min(this.since.nextMs, this.bill?.nextMs ?? Number.POSITIVE_INFINITY);
  }

  /** Present where somebody asked for the lives of orders, or for calls. */
  get witness(): Witness | undefined {
    return this.world.witness;
  }

  get callsEnded(): number {
    return this.world.calls.ended.reduce((sum, count) => sum + count, 0);
  }

  /** How orders have ended so far. */
  get orders(): OrderCounts {
    return flowsOf(this.books).orders;
  }

  /** Deferred orders that have been paid so far. */
  get paidLater(): number {
    return this.world.ledger.deferral.settled[OUTCOME.successful]!;
  }

  /** Its breakers as they stand, the outermost first. */
  get breakers(): readonly BreakerWatch[] {
    return this.world.breakers;
  }

  /** Its services, the front first, and the ways from one to another. */
  get graph() {
    const { services, connections } = this.world;
    return { services: services.map(({ name }) => name), links: connections.map(linkNames) };
  }

  /** Orders that have ended and are lost: failed, blocked or rejected. */
  get ordersLost(): number {
    return this.world.ledger.ordersLost;
  }

  /** The tick as it stands at the present instant, of an arm whose ticks are kept. */
  get presentTick(): Tick {
    return this.tickBook!.present;
  }

  /** Ends the tick at the present instant. */
  closeTick(): void {
    this.world.witness?.flush();
    if (this.tickBook === undefined) return;
    const tick = this.tickBook.close();
    this.ticks?.push(tick);
    this.observer.onTick?.(this.name, tick);
  }

  /** The whole arm, checked for conservation; throws a Bug if the books do not balance. */
  finish(): ArmResult {
    const { world, nowMs, plan } = this;
    world.audit();
    const incidents = this.judgeIncidents();
    const books: Books = {
      ...this.books,
      nowMs,
      recovery: recoveryOf(incidents),
      bill: this.bill?.read(world.ledger, incidents, nowMs),
    };
    const breakers = breakerTotals(world.breakers, this.isGraph);
    const since = this.since.read(this.counts);
    return {
      name: plan.name,
      ...(plan.instead !== undefined && { instead: plan.instead }),
      ...(plan.changes !== undefined && { changes: plan.changes }),
      endMs: nowMs,
      ...(this.ticks !== undefined && { ticks: this.ticks }),
      totals: readAll(METRICS, books),
      ...(since.length > 0 && { since }),
      ...(breakers.length > 0 && { breakers }),
      ...(incidents.length > 0 && { incidents }),
      ...(this.isGraph && {
        graph: graphShape(world),
        ...graphTotals(world),
        degraded: world.ledger.paidDegraded,
      }),
      ...(world.classes !== undefined && { classes: world.classes.totals() }),
      transitions: this.transitions,
    };
  }

  private judgeIncidents(): Incident[] {
    const { incidents, nowMs } = this;
    if (incidents === null) return [];
    this.world.orders.forEachPending((number, arrivedAtMs) =>
      incidents.pending(number, arrivedAtMs, nowMs),
    );
    return incidents.judge(nowMs);
  }

  private noteTransition(transition: Transition): void {
    this.transitions.push(transition);
    this.observer.onTransition?.(this.name, transition);
  }
}

/** The books of an arm under way, read whenever somebody looks. */
function booksOf(world: World): Books {
  return {
    ...world,
    get nowMs() {
      return world.agenda.now;
    },
    recovery: null,
    bill: undefined,
  };
}
